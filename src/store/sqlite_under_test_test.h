// A SQLite store in a folder of the test's own, with a way past the port to its rows: for tests
// that damage what is stored and must see it found.
#pragma once

#include "store/storage_contract_test.h"
#include "store/temporary_folder_test.h"

#include <string>

namespace recanvass::store {

class SqliteUnderTest : public StoreUnderTest {
 public:
  std::unique_ptr<Storage> open() override;
  /// Runs one statement on a connection of its own, the guards of entries being lifted.
  void damage(const std::string& statement);
  /// The first number that a query gives.
  long long number(const std::string& query);
  [[nodiscard]] std::string path() const { return folder_.path() + "/with space.store"; }

 private:
  TemporaryFolder folder_;
};

}  // namespace recanvass::store
