#include <atomic>
#include <orm/error.hpp>
#include <utility>

namespace orm {

/// Copies of an exception share their report, so that copying cannot fail.
struct error::shared {
  std::atomic<int> owners{1};
  error_report report;
  std::string what;
};

namespace {

auto describe(const error_report& report) -> std::string {
  // The messages of class 22 quote values: `invalid input syntax for type integer: "..."`.
  std::string text = report.sqlstate.starts_with("22") ? "data exception"
                     : report.message.empty()          ? "unknown error"
                                                       : report.message;
  std::string names;
  const auto add = [&](const char* label, const std::string& value) {
    if (value.empty()) return;
    names += names.empty() ? " [" : ", ";
    names += label;
    names += value;
  };
  add("sqlstate ", report.sqlstate);
  add("query ", report.query);
  add("constraint ", report.constraint);
  add("table ", report.table);
  add("column ", report.column);
  if (!names.empty()) text += names + "]";
  return text;
}

}  // namespace

error::error(error_report report) : shared_(new shared) {
  shared_->what = describe(report);
  shared_->report = std::move(report);
}

error::error(const error& other) noexcept : std::exception(other), shared_(other.shared_) {
  shared_->owners.fetch_add(1, std::memory_order_relaxed);
}

auto error::operator=(const error& other) noexcept -> error& {
  error copy(other);
  std::swap(shared_, copy.shared_);
  return *this;
}

error::~error() {
  if (shared_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete shared_;
}

auto error::what() const noexcept -> const char* { return shared_->what.c_str(); }
auto error::message() const noexcept -> const std::string& { return shared_->report.message; }
auto error::sqlstate() const noexcept -> const std::string& { return shared_->report.sqlstate; }
auto error::severity() const noexcept -> const std::string& { return shared_->report.severity; }
auto error::detail() const noexcept -> const std::string& { return shared_->report.detail; }
auto error::hint() const noexcept -> const std::string& { return shared_->report.hint; }
auto error::context() const noexcept -> const std::string& { return shared_->report.context; }
auto error::constraint() const noexcept -> const std::string& { return shared_->report.constraint; }
auto error::schema() const noexcept -> const std::string& { return shared_->report.schema; }
auto error::table() const noexcept -> const std::string& { return shared_->report.table; }
auto error::column() const noexcept -> const std::string& { return shared_->report.column; }
auto error::data_type() const noexcept -> const std::string& { return shared_->report.data_type; }
auto error::query() const noexcept -> const std::string& { return shared_->report.query; }
auto error::sql() const noexcept -> const std::string& { return shared_->report.sql; }
auto error::report() const noexcept -> const error_report& { return shared_->report; }

}  // namespace orm
