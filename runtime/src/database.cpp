#include <memory>
#include <orm/database.hpp>

#include "pool.hpp"

namespace orm {

/// Keeps the pool alive; so does each connection that is in use.
struct database::handle {
  std::shared_ptr<detail::pool> pool;
};

database::database(std::string_view conninfo, const database_options& options)
    : pool_(new handle{std::make_shared<detail::pool>(conninfo, options)}) {}

database::~database() {
  pool_->pool->close();
  delete pool_;
}

auto database::acquire() -> connection { return connection{pool_->pool->acquire().release()}; }

auto database::statistics() const -> pool_statistics { return pool_->pool->statistics(); }

void database::reset() { pool_->pool->reset(); }

}  // namespace orm
