// A file that is written under another name and gets its own when it is complete and on the disk,
// so that nobody ever reads half of one. Used by formats/card_file.h and the writers of exports.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace recanvass::formats {

class DraftFile {
 public:
  /// Begins "`path`.draft"; without finish() it is removed again.
  explicit DraftFile(const std::filesystem::path& path);
  DraftFile(const DraftFile&) = delete;
  DraftFile& operator=(const DraftFile&) = delete;
  ~DraftFile();

  /// After a failure nothing more is written; finish() tells of it.
  void put(std::string_view bytes);

  /// No value when the file is complete, on the disk and under its name. Causes: file.write.
  [[nodiscard]] std::optional<base::Problem> finish();

 private:
  void flush();

  std::filesystem::path path_;
  std::string draft_;
  std::string waiting_;  // not yet given to the system
  int file_ = -1;
  int error_ = 0;
  bool done_ = false;
};

}  // namespace recanvass::formats
