#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

namespace orm {

/// What an error knows. Texts are empty where nothing is known.
struct error_report {
  std::string message = {};   ///< says what is wrong; holds no parameter value
  std::string sqlstate = {};  ///< five characters, or empty
  std::string severity = {};  ///< ERROR, FATAL, PANIC
  std::string detail = {};    ///< may quote rows: `Key (email)=(a@b.c) already exists.`
  std::string hint = {};
  std::string context = {};  ///< where in the server; may quote rows
  std::string constraint = {};
  std::string schema = {};
  std::string table = {};
  std::string column = {};
  std::string data_type = {};
  std::string routine = {};  ///< the function of the server that reported it
  std::string query = {};    ///< the name of the orm query
  std::string sql = {};
};

/// The root of everything that orm throws. `what()` holds the message, SQLSTATE, the query's name
/// and the names of constraint, table and column; never parameter values, nor DETAIL, which may
/// quote rows.
class error : public std::exception {
 public:
  explicit error(error_report report);
  error(const error& other) noexcept;
  auto operator=(const error& other) noexcept -> error&;
  ~error() override;

  auto what() const noexcept -> const char* override;
  auto message() const noexcept -> const std::string&;
  auto sqlstate() const noexcept -> const std::string&;
  auto severity() const noexcept -> const std::string&;
  auto detail() const noexcept -> const std::string&;
  auto hint() const noexcept -> const std::string&;
  auto context() const noexcept -> const std::string&;
  auto constraint() const noexcept -> const std::string&;
  auto schema() const noexcept -> const std::string&;
  auto table() const noexcept -> const std::string&;
  auto column() const noexcept -> const std::string&;
  auto data_type() const noexcept -> const std::string&;
  auto query() const noexcept -> const std::string&;
  auto sql() const noexcept -> const std::string&;
  auto report() const noexcept -> const error_report&;

 private:
  struct shared;
  shared* shared_;
};

/// The connection could not be made, or is lost: nothing more can be done with it.
class connection_error : public error {
 public:
  using error::error;
};
/// A COMMIT was sent and the connection was lost before its answer: nobody knows whether it
/// happened.
class commit_unknown : public connection_error {
 public:
  using connection_error::connection_error;
};
/// The transaction was rolled back by the server though COMMIT was asked for.
class commit_rejected : public error {
 public:
  using error::error;
};
/// A value from the server is not what its type says, or does not fit the C++ type.
class decode_error : public error {
 public:
  using error::error;
};
/// The database is not the one that the program was compiled for.
class schema_drift : public error {
 public:
  using error::error;
};
/// A query that promises one row, or at most one, got another number.
class row_count_error : public error {
 public:
  using error::error;
};
/// No connection of the pool became free in time.
class pool_timeout : public error {
 public:
  using error::error;
};
/// The program asked for what cannot be: a bug in the program.
class usage_error : public error {
 public:
  using error::error;
};
/// A value is too large to be sent.
class value_too_large : public usage_error {
 public:
  using usage_error::usage_error;
};

/// The server said no. One class for each class of SQLSTATE, and one for each condition that
/// programs handle; a condition without a class is thrown as its SQLSTATE class, an unknown one as
/// this.
class server_error : public error {
 public:
  using error::error;
};

/// SQLSTATE class 02.
class no_data : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 03.
class statement_not_complete : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 08.
class connection_exception : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 09.
class triggered_action_exception : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 0A.
class feature_not_supported : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 0B.
class invalid_transaction_initiation : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 0F.
class locator_exception : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 0L.
class invalid_grantor : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 0P.
class invalid_role_specification : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 0Z.
class diagnostics_exception : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 20.
class case_not_found : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 21.
class cardinality_violation : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 22.
class data_exception : public server_error {
 public:
  using server_error::server_error;
};
class string_data_right_truncation : public data_exception {  // 22001
 public:
  using data_exception::data_exception;
};
class numeric_value_out_of_range : public data_exception {  // 22003
 public:
  using data_exception::data_exception;
};
class null_value_not_allowed : public data_exception {  // 22004
 public:
  using data_exception::data_exception;
};
class invalid_datetime_format : public data_exception {  // 22007
 public:
  using data_exception::data_exception;
};
class datetime_field_overflow : public data_exception {  // 22008
 public:
  using data_exception::data_exception;
};
class most_specific_type_mismatch : public data_exception {  // 2200G
 public:
  using data_exception::data_exception;
};
class division_by_zero : public data_exception {  // 22012
 public:
  using data_exception::data_exception;
};
class character_not_in_repertoire : public data_exception {  // 22021
 public:
  using data_exception::data_exception;
};
class invalid_parameter_value : public data_exception {  // 22023
 public:
  using data_exception::data_exception;
};
class string_data_length_mismatch : public data_exception {  // 22026
 public:
  using data_exception::data_exception;
};
class invalid_text_representation : public data_exception {  // 22P02
 public:
  using data_exception::data_exception;
};
class invalid_binary_representation : public data_exception {  // 22P03
 public:
  using data_exception::data_exception;
};
class bad_copy_file_format : public data_exception {  // 22P04
 public:
  using data_exception::data_exception;
};
class untranslatable_character : public data_exception {  // 22P05
 public:
  using data_exception::data_exception;
};
class invalid_regular_expression : public data_exception {  // 2201B
 public:
  using data_exception::data_exception;
};
class invalid_argument_for_logarithm : public data_exception {  // 2201E
 public:
  using data_exception::data_exception;
};
class invalid_argument_for_power_function : public data_exception {  // 2201F
 public:
  using data_exception::data_exception;
};
class invalid_row_count_in_limit_clause : public data_exception {  // 2201W
 public:
  using data_exception::data_exception;
};
class invalid_row_count_in_offset_clause : public data_exception {  // 2201X
 public:
  using data_exception::data_exception;
};
class array_subscript_error : public data_exception {  // 2202E
 public:
  using data_exception::data_exception;
};
class duplicate_json_object_key_value : public data_exception {  // 22030
 public:
  using data_exception::data_exception;
};
class invalid_json_text : public data_exception {  // 22032
 public:
  using data_exception::data_exception;
};

/// SQLSTATE class 23.
class integrity_violation : public server_error {
 public:
  using server_error::server_error;
};
class restrict_violation : public integrity_violation {  // 23001
 public:
  using integrity_violation::integrity_violation;
};
class not_null_violation : public integrity_violation {  // 23502
 public:
  using integrity_violation::integrity_violation;
};
class foreign_key_violation : public integrity_violation {  // 23503
 public:
  using integrity_violation::integrity_violation;
};
class unique_violation : public integrity_violation {  // 23505
 public:
  using integrity_violation::integrity_violation;
};
class check_violation : public integrity_violation {  // 23514
 public:
  using integrity_violation::integrity_violation;
};
class exclusion_violation : public integrity_violation {  // 23P01
 public:
  using integrity_violation::integrity_violation;
};

/// SQLSTATE class 24.
class invalid_cursor_state : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 25.
class invalid_transaction_state : public server_error {
 public:
  using server_error::server_error;
};
class active_sql_transaction : public invalid_transaction_state {  // 25001
 public:
  using invalid_transaction_state::invalid_transaction_state;
};
class read_only_sql_transaction : public invalid_transaction_state {  // 25006
 public:
  using invalid_transaction_state::invalid_transaction_state;
};
class no_active_sql_transaction : public invalid_transaction_state {  // 25P01
 public:
  using invalid_transaction_state::invalid_transaction_state;
};
class in_failed_sql_transaction : public invalid_transaction_state {  // 25P02
 public:
  using invalid_transaction_state::invalid_transaction_state;
};
class idle_in_transaction_session_timeout : public invalid_transaction_state {  // 25P03
 public:
  using invalid_transaction_state::invalid_transaction_state;
};
class transaction_timeout : public invalid_transaction_state {  // 25P04
 public:
  using invalid_transaction_state::invalid_transaction_state;
};

/// SQLSTATE class 26.
class invalid_statement_name : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 27.
class triggered_data_change_violation : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 28.
class authorization_error : public server_error {
 public:
  using server_error::server_error;
};
class invalid_authorization_specification : public authorization_error {  // 28000
 public:
  using authorization_error::authorization_error;
};
class invalid_password : public authorization_error {  // 28P01
 public:
  using authorization_error::authorization_error;
};

/// SQLSTATE class 2B.
class dependent_objects_exist : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 2D.
class invalid_transaction_termination : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 2F.
class sql_routine_exception : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 34.
class invalid_cursor_name : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 38.
class external_routine_exception : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 39.
class external_routine_invocation_exception : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 3B.
class savepoint_exception : public server_error {
 public:
  using server_error::server_error;
};
class invalid_savepoint_specification : public savepoint_exception {  // 3B001
 public:
  using savepoint_exception::savepoint_exception;
};

/// SQLSTATE class 3D.
class invalid_catalog_name : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 3F.
class invalid_schema_name : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 40.
class transaction_rollback : public server_error {
 public:
  using server_error::server_error;
};
class serialization_failure : public transaction_rollback {  // 40001
 public:
  using transaction_rollback::transaction_rollback;
};
class transaction_integrity_constraint_violation : public transaction_rollback {  // 40002
 public:
  using transaction_rollback::transaction_rollback;
};
class statement_completion_unknown : public transaction_rollback {  // 40003
 public:
  using transaction_rollback::transaction_rollback;
};
class deadlock_detected : public transaction_rollback {  // 40P01
 public:
  using transaction_rollback::transaction_rollback;
};

/// SQLSTATE class 42.
class syntax_error_or_access_rule_violation : public server_error {
 public:
  using server_error::server_error;
};
class insufficient_privilege : public syntax_error_or_access_rule_violation {  // 42501
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class syntax_error : public syntax_error_or_access_rule_violation {  // 42601
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class invalid_name : public syntax_error_or_access_rule_violation {  // 42602
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class name_too_long : public syntax_error_or_access_rule_violation {  // 42622
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class duplicate_column : public syntax_error_or_access_rule_violation {  // 42701
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class ambiguous_column : public syntax_error_or_access_rule_violation {  // 42702
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class undefined_column : public syntax_error_or_access_rule_violation {  // 42703
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class undefined_object : public syntax_error_or_access_rule_violation {  // 42704
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class duplicate_object : public syntax_error_or_access_rule_violation {  // 42710
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class duplicate_alias : public syntax_error_or_access_rule_violation {  // 42712
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class duplicate_function : public syntax_error_or_access_rule_violation {  // 42723
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class ambiguous_function : public syntax_error_or_access_rule_violation {  // 42725
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class grouping_error : public syntax_error_or_access_rule_violation {  // 42803
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class datatype_mismatch : public syntax_error_or_access_rule_violation {  // 42804
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class wrong_object_type : public syntax_error_or_access_rule_violation {  // 42809
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class invalid_foreign_key : public syntax_error_or_access_rule_violation {  // 42830
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class cannot_coerce : public syntax_error_or_access_rule_violation {  // 42846
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class undefined_function : public syntax_error_or_access_rule_violation {  // 42883
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class reserved_name : public syntax_error_or_access_rule_violation {  // 42939
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class undefined_table : public syntax_error_or_access_rule_violation {  // 42P01
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class undefined_parameter : public syntax_error_or_access_rule_violation {  // 42P02
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class duplicate_cursor : public syntax_error_or_access_rule_violation {  // 42P03
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class duplicate_database : public syntax_error_or_access_rule_violation {  // 42P04
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class duplicate_prepared_statement : public syntax_error_or_access_rule_violation {  // 42P05
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class duplicate_schema : public syntax_error_or_access_rule_violation {  // 42P06
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class duplicate_table : public syntax_error_or_access_rule_violation {  // 42P07
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class indeterminate_datatype : public syntax_error_or_access_rule_violation {  // 42P18
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class indeterminate_collation : public syntax_error_or_access_rule_violation {  // 42P22
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};
class generated_always : public syntax_error_or_access_rule_violation {  // 428C9
 public:
  using syntax_error_or_access_rule_violation::syntax_error_or_access_rule_violation;
};

/// SQLSTATE class 44.
class with_check_option_violation : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class 53.
class insufficient_resources : public server_error {
 public:
  using server_error::server_error;
};
class disk_full : public insufficient_resources {  // 53100
 public:
  using insufficient_resources::insufficient_resources;
};
class server_out_of_memory : public insufficient_resources {  // 53200
 public:
  using insufficient_resources::insufficient_resources;
};
class too_many_connections : public insufficient_resources {  // 53300
 public:
  using insufficient_resources::insufficient_resources;
};
class configuration_limit_exceeded : public insufficient_resources {  // 53400
 public:
  using insufficient_resources::insufficient_resources;
};

/// SQLSTATE class 54.
class program_limit_exceeded : public server_error {
 public:
  using server_error::server_error;
};
class statement_too_complex : public program_limit_exceeded {  // 54001
 public:
  using program_limit_exceeded::program_limit_exceeded;
};
class too_many_columns : public program_limit_exceeded {  // 54011
 public:
  using program_limit_exceeded::program_limit_exceeded;
};
class too_many_arguments : public program_limit_exceeded {  // 54023
 public:
  using program_limit_exceeded::program_limit_exceeded;
};

/// SQLSTATE class 55.
class object_not_in_prerequisite_state : public server_error {
 public:
  using server_error::server_error;
};
class object_in_use : public object_not_in_prerequisite_state {  // 55006
 public:
  using object_not_in_prerequisite_state::object_not_in_prerequisite_state;
};
class cannot_change_runtime_parameter : public object_not_in_prerequisite_state {  // 55P02
 public:
  using object_not_in_prerequisite_state::object_not_in_prerequisite_state;
};
class lock_not_available : public object_not_in_prerequisite_state {  // 55P03
 public:
  using object_not_in_prerequisite_state::object_not_in_prerequisite_state;
};
class unsafe_new_enum_value_usage : public object_not_in_prerequisite_state {  // 55P04
 public:
  using object_not_in_prerequisite_state::object_not_in_prerequisite_state;
};

/// SQLSTATE class 57.
class operator_intervention : public server_error {
 public:
  using server_error::server_error;
};
class query_canceled : public operator_intervention {  // 57014
 public:
  using operator_intervention::operator_intervention;
};
class admin_shutdown : public operator_intervention {  // 57P01
 public:
  using operator_intervention::operator_intervention;
};
class crash_shutdown : public operator_intervention {  // 57P02
 public:
  using operator_intervention::operator_intervention;
};
class cannot_connect_now : public operator_intervention {  // 57P03
 public:
  using operator_intervention::operator_intervention;
};
class database_dropped : public operator_intervention {  // 57P04
 public:
  using operator_intervention::operator_intervention;
};
class idle_session_timeout : public operator_intervention {  // 57P05
 public:
  using operator_intervention::operator_intervention;
};

/// SQLSTATE class 58.
class system_error : public server_error {
 public:
  using server_error::server_error;
};
class io_error : public system_error {  // 58030
 public:
  using system_error::system_error;
};
class undefined_file : public system_error {  // 58P01
 public:
  using system_error::system_error;
};
class duplicate_file : public system_error {  // 58P02
 public:
  using system_error::system_error;
};

/// SQLSTATE class 72.
class snapshot_failure : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class F0.
class config_file_error : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class HV.
class foreign_data_wrapper_error : public server_error {
 public:
  using server_error::server_error;
};

/// SQLSTATE class P0.
class plpgsql_error : public server_error {
 public:
  using server_error::server_error;
};
class raise_exception : public plpgsql_error {  // P0001
 public:
  using plpgsql_error::plpgsql_error;
};
class no_data_found : public plpgsql_error {  // P0002
 public:
  using plpgsql_error::plpgsql_error;
};
class too_many_rows : public plpgsql_error {  // P0003
 public:
  using plpgsql_error::plpgsql_error;
};
class assert_failure : public plpgsql_error {  // P0004
 public:
  using plpgsql_error::plpgsql_error;
};

/// SQLSTATE class XX.
class internal_error : public server_error {
 public:
  using server_error::server_error;
};
class data_corrupted : public internal_error {  // XX001
 public:
  using internal_error::internal_error;
};
class index_corrupted : public internal_error {  // XX002
 public:
  using internal_error::internal_error;
};

namespace detail {
/// Throws the class that fits the report's SQLSTATE.
[[noreturn]] void throw_server_error(error_report report);
}  // namespace detail
}  // namespace orm
