// A transaction that is undone unless it is committed. SOCI's own always says BEGIN, and a SQLite
// writer must say BEGIN IMMEDIATE or it can fail half-way.
#pragma once

#include <string>
#include <vector>

namespace soci {
class session;
}

namespace recanvass::store {

/// Lets the database library's exceptions through, but for those of undoing.
class SqlTransaction {
 public:
  explicit SqlTransaction(soci::session& sql) : sql_(sql) {}
  SqlTransaction(const SqlTransaction&) = delete;
  SqlTransaction& operator=(const SqlTransaction&) = delete;
  ~SqlTransaction();

  void begin(const std::vector<std::string>& statements);
  void commit();

 private:
  soci::session& sql_;
  bool open_ = false;
};

}  // namespace recanvass::store
