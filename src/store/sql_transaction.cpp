#include "store/sql_transaction.h"

#include <soci/soci.h>

#include <stdexcept>

namespace recanvass::store {

SqlTransaction::~SqlTransaction() {
  if (!open_) return;
  try {
    sql_ << "ROLLBACK";
    // tidy: silent-catch the database undid it already, or the connection is gone and it will
  } catch (const std::runtime_error&) {
    open_ = false;
  }
}

void SqlTransaction::begin(const std::vector<std::string>& statements) {
  for (const std::string& statement : statements) {
    sql_ << statement;
    open_ = true;
  }
}

void SqlTransaction::commit() {
  sql_ << "COMMIT";
  open_ = false;
}

}  // namespace recanvass::store
