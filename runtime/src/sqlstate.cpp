// Which class of error each SQLSTATE is.

#include <algorithm>
#include <exception>
#include <iterator>
#include <orm/error.hpp>
#include <string_view>
#include <utility>

namespace orm::detail {
namespace {

using thrower = void (*)(error_report&&);

template <class Error>
[[noreturn]] void throw_as(error_report&& report) {
  throw Error(std::move(report));
}

struct entry {
  std::string_view code;
  thrower raise;
};

/// Sorted by code.
constexpr entry conditions[] = {
    {"22001", throw_as<string_data_right_truncation>},
    {"22003", throw_as<numeric_value_out_of_range>},
    {"22004", throw_as<null_value_not_allowed>},
    {"22007", throw_as<invalid_datetime_format>},
    {"22008", throw_as<datetime_field_overflow>},
    {"2200G", throw_as<most_specific_type_mismatch>},
    {"22012", throw_as<division_by_zero>},
    {"2201B", throw_as<invalid_regular_expression>},
    {"2201E", throw_as<invalid_argument_for_logarithm>},
    {"2201F", throw_as<invalid_argument_for_power_function>},
    {"2201W", throw_as<invalid_row_count_in_limit_clause>},
    {"2201X", throw_as<invalid_row_count_in_offset_clause>},
    {"22021", throw_as<character_not_in_repertoire>},
    {"22023", throw_as<invalid_parameter_value>},
    {"22026", throw_as<string_data_length_mismatch>},
    {"2202E", throw_as<array_subscript_error>},
    {"22030", throw_as<duplicate_json_object_key_value>},
    {"22032", throw_as<invalid_json_text>},
    {"22P02", throw_as<invalid_text_representation>},
    {"22P03", throw_as<invalid_binary_representation>},
    {"22P04", throw_as<bad_copy_file_format>},
    {"22P05", throw_as<untranslatable_character>},
    {"23001", throw_as<restrict_violation>},
    {"23502", throw_as<not_null_violation>},
    {"23503", throw_as<foreign_key_violation>},
    {"23505", throw_as<unique_violation>},
    {"23514", throw_as<check_violation>},
    {"23P01", throw_as<exclusion_violation>},
    {"25001", throw_as<active_sql_transaction>},
    {"25006", throw_as<read_only_sql_transaction>},
    {"25P01", throw_as<no_active_sql_transaction>},
    {"25P02", throw_as<in_failed_sql_transaction>},
    {"25P03", throw_as<idle_in_transaction_session_timeout>},
    {"25P04", throw_as<transaction_timeout>},
    {"28000", throw_as<invalid_authorization_specification>},
    {"28P01", throw_as<invalid_password>},
    {"3B001", throw_as<invalid_savepoint_specification>},
    {"40001", throw_as<serialization_failure>},
    {"40002", throw_as<transaction_integrity_constraint_violation>},
    {"40003", throw_as<statement_completion_unknown>},
    {"40P01", throw_as<deadlock_detected>},
    {"42501", throw_as<insufficient_privilege>},
    {"42601", throw_as<syntax_error>},
    {"42602", throw_as<invalid_name>},
    {"42622", throw_as<name_too_long>},
    {"42701", throw_as<duplicate_column>},
    {"42702", throw_as<ambiguous_column>},
    {"42703", throw_as<undefined_column>},
    {"42704", throw_as<undefined_object>},
    {"42710", throw_as<duplicate_object>},
    {"42712", throw_as<duplicate_alias>},
    {"42723", throw_as<duplicate_function>},
    {"42725", throw_as<ambiguous_function>},
    {"42803", throw_as<grouping_error>},
    {"42804", throw_as<datatype_mismatch>},
    {"42809", throw_as<wrong_object_type>},
    {"42830", throw_as<invalid_foreign_key>},
    {"42846", throw_as<cannot_coerce>},
    {"42883", throw_as<undefined_function>},
    {"428C9", throw_as<generated_always>},
    {"42939", throw_as<reserved_name>},
    {"42P01", throw_as<undefined_table>},
    {"42P02", throw_as<undefined_parameter>},
    {"42P03", throw_as<duplicate_cursor>},
    {"42P04", throw_as<duplicate_database>},
    {"42P05", throw_as<duplicate_prepared_statement>},
    {"42P06", throw_as<duplicate_schema>},
    {"42P07", throw_as<duplicate_table>},
    {"42P18", throw_as<indeterminate_datatype>},
    {"42P22", throw_as<indeterminate_collation>},
    {"53100", throw_as<disk_full>},
    {"53200", throw_as<server_out_of_memory>},
    {"53300", throw_as<too_many_connections>},
    {"53400", throw_as<configuration_limit_exceeded>},
    {"54001", throw_as<statement_too_complex>},
    {"54011", throw_as<too_many_columns>},
    {"54023", throw_as<too_many_arguments>},
    {"55006", throw_as<object_in_use>},
    {"55P02", throw_as<cannot_change_runtime_parameter>},
    {"55P03", throw_as<lock_not_available>},
    {"55P04", throw_as<unsafe_new_enum_value_usage>},
    {"57014", throw_as<query_canceled>},
    {"57P01", throw_as<admin_shutdown>},
    {"57P02", throw_as<crash_shutdown>},
    {"57P03", throw_as<cannot_connect_now>},
    {"57P04", throw_as<database_dropped>},
    {"57P05", throw_as<idle_session_timeout>},
    {"58030", throw_as<io_error>},
    {"58P01", throw_as<undefined_file>},
    {"58P02", throw_as<duplicate_file>},
    {"P0001", throw_as<raise_exception>},
    {"P0002", throw_as<no_data_found>},
    {"P0003", throw_as<too_many_rows>},
    {"P0004", throw_as<assert_failure>},
    {"XX001", throw_as<data_corrupted>},
    {"XX002", throw_as<index_corrupted>},
};

/// Sorted by code: the first two characters of SQLSTATE.
constexpr entry classes[] = {
    {"02", throw_as<no_data>},
    {"03", throw_as<statement_not_complete>},
    {"08", throw_as<connection_exception>},
    {"09", throw_as<triggered_action_exception>},
    {"0A", throw_as<feature_not_supported>},
    {"0B", throw_as<invalid_transaction_initiation>},
    {"0F", throw_as<locator_exception>},
    {"0L", throw_as<invalid_grantor>},
    {"0P", throw_as<invalid_role_specification>},
    {"0Z", throw_as<diagnostics_exception>},
    {"20", throw_as<case_not_found>},
    {"21", throw_as<cardinality_violation>},
    {"22", throw_as<data_exception>},
    {"23", throw_as<integrity_violation>},
    {"24", throw_as<invalid_cursor_state>},
    {"25", throw_as<invalid_transaction_state>},
    {"26", throw_as<invalid_statement_name>},
    {"27", throw_as<triggered_data_change_violation>},
    {"28", throw_as<authorization_error>},
    {"2B", throw_as<dependent_objects_exist>},
    {"2D", throw_as<invalid_transaction_termination>},
    {"2F", throw_as<sql_routine_exception>},
    {"34", throw_as<invalid_cursor_name>},
    {"38", throw_as<external_routine_exception>},
    {"39", throw_as<external_routine_invocation_exception>},
    {"3B", throw_as<savepoint_exception>},
    {"3D", throw_as<invalid_catalog_name>},
    {"3F", throw_as<invalid_schema_name>},
    {"40", throw_as<transaction_rollback>},
    {"42", throw_as<syntax_error_or_access_rule_violation>},
    {"44", throw_as<with_check_option_violation>},
    {"53", throw_as<insufficient_resources>},
    {"54", throw_as<program_limit_exceeded>},
    {"55", throw_as<object_not_in_prerequisite_state>},
    {"57", throw_as<operator_intervention>},
    {"58", throw_as<system_error>},
    {"72", throw_as<snapshot_failure>},
    {"F0", throw_as<config_file_error>},
    {"HV", throw_as<foreign_data_wrapper_error>},
    {"P0", throw_as<plpgsql_error>},
    {"XX", throw_as<internal_error>},
};

template <std::size_t Size>
auto find(const entry (&table)[Size], std::string_view code) -> thrower {
  const auto* const at = std::ranges::lower_bound(table, code, {}, &entry::code);
  return at != std::end(table) && at->code == code ? at->raise : nullptr;
}

/// Raises the class of the condition, else that of its class, else the general one.
auto thrower_of(std::string_view code) -> thrower {
  if (const auto raise = find(conditions, code)) return raise;
  if (const auto raise = find(classes, code.substr(0, 2))) return raise;
  return throw_as<server_error>;
}

}  // namespace

void throw_server_error(error_report report) {
  const thrower raise = thrower_of(report.sqlstate);
  raise(std::move(report));
  std::terminate();  // never comes here: a pointer to a function cannot say that it does not return
}

}  // namespace orm::detail
