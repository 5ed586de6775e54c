// A PostgreSQL server of a test's own: in a temporary folder, on a socket there, as a user without
// rights, with all its safety on. Tests that cannot have one are skipped with the reason.
#pragma once

#include "store/temporary_folder_test.h"

#include <string>
#include <sys/types.h>

namespace recanvass::store {

class PostgresServer {
 public:
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// Why there is no server; empty when it runs.
  [[nodiscard]] const std::string& why_not() const { return why_not_; }
  [[nodiscard]] std::string url() const;

  /// Starts it and waits until it answers. @param options  further "-c name=value" words
  void start(const std::string& options = "");
  /// Ends all connections and stops in order, as an administrator does.
  void stop();
  /// kill -9 of the server; the processes of its connections see it and end at once.
  void kill();

 private:
  TemporaryFolder folder_;
  std::string programs_;
  std::string why_not_;
  uid_t owner_ = 0;
  gid_t group_ = 0;
  pid_t server_ = 0;
};

}  // namespace recanvass::store
