// A folder of a test's own, removed when the test ends.
// Stores, sockets and servers of tests live in one.
#pragma once

#include <string>

namespace recanvass::store {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace recanvass::store
