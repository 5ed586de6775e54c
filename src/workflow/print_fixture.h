// For tests only: what is printed from an operation, and ways to look at it.
// Operations to print from: workflow/deciding_fixture.h.
#pragma once

#include "workflow/audit_fixture.h"
#include "workflow/deciding_fixture.h"
#include "workflow/judging_fixture.h"
#include "workflow/print_documents.h"

#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

namespace recanvass::workflow::fixture {

/// A poll of the paper of both units is planned, fixed, seeded, and ten cards are drawn.
inline void draw_a_poll(Operation& operation) {
  base::Json method = audit_method();
  method["design"] = "polling";
  const base::Json list = {{"list", "dane"}, {"county", "us-wi-dane"}};
  RECANVASS_CHECK(act(operation, "audit.contest", "wec", audit_contest()).empty());
  RECANVASS_CHECK(act(operation, "audit.list", "clerk", list).empty());
  RECANVASS_CHECK(act(operation, "audit.batches", "clerk", audit_batches()).empty());
  RECANVASS_CHECK(act(operation, "audit.method", "wec", method).empty());
  RECANVASS_CHECK(act(operation, "audit.commit", "wec", audit_commitment(operation)).empty());
  RECANVASS_CHECK(do_command(operation, witnessing(operation)).empty());
  RECANVASS_CHECK(act(operation, "audit.seed", "wec", audit_seed()).empty());
  RECANVASS_CHECK(act(operation, "audit.draw", "wec", {{"cards", 10}}).empty());
}

/// The counted operation with one challenged ballot and an audit whose cards are to be fetched, so
/// that every document has something on it.
inline Operation operation_to_print() {
  Operation operation = operation_judging();
  count_batch(operation, "B1", 100, 60, 38);
  count_batch(operation, "B2", 50, 31, 17);
  count_batch(operation, "B3", 10, 4, 6);
  RECANVASS_CHECK(do_command(operation, challenge("17", "B1", 12, {"a"})).empty());
  RECANVASS_CHECK(do_command(operation, ruling("17", "overruled", {"a"})).empty());
  sign_off_unit(operation, "W1");
  sign_off_unit(operation, "W2");
  draw_a_poll(operation);
  return operation;
}

/// As the state officer prints it.
inline PrintRequest officers_request(const Operation& operation) {
  PrintRequest request;
  request.view.viewer = &operation.people.accounts.at("wec");
  return request;
}

/// The one document of that name. @pre there is one.
inline report::PaperDocument printed(const Operation& operation, const std::string& document,
                                     const PrintRequest& request = {}) {
  return print_documents(operation, document, request).value().at(0);
}

inline bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A folder of this test's own, removed with it.
class PrintFolder {
 public:
  explicit PrintFolder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() /
              ("recanvass_print_" + name + "_" + std::to_string(getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  PrintFolder(const PrintFolder&) = delete;
  PrintFolder& operator=(const PrintFolder&) = delete;
  ~PrintFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace recanvass::workflow::fixture
