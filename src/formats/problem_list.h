// Collects what is wrong with an input while reading goes on, so that a person hears everything at
// once; of very many alike, the first and how many more. Used by every reader in this folder.
#pragma once

#include "base/problem.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

/// Problems in the order in which they were found.
class ProblemList {
 public:
  /// Kept in full up to kAlikeMax of one cause in one file; the rest are counted.
  void add(base::Problem problem);
  void add_all(const base::Problems& problems);
  /// Takes back the last problem of this cause, file, row and `wanted` beginning; none: nothing.
  void withdraw(std::string_view cause, const base::Place& place, std::string_view wanted);

  [[nodiscard]] bool empty() const { return problems_.empty(); }
  /// Everything added, with one line for those that were only counted. Leaves the list empty.
  [[nodiscard]] base::Problems take();
  /// The same by file (`first` before the others, which come in the order in which something was
  /// found in them) and by row, the file as a whole before its rows; what was only counted last in
  /// its file. What two readers of the same rows found alike is said once.
  [[nodiscard]] base::Problems take_by_place(std::string_view first);

  static constexpr std::size_t kAlikeMax = 50;

 private:
  base::Problems problems_;
  std::map<std::pair<std::string, std::string>, std::size_t> alike_;  // by file and cause
};

/// `text` in quotation marks for a message; control characters and marks that reorder text are
/// written as U+XXXX, and very long text is cut.
[[nodiscard]] std::string quote(std::string_view text);

/// "Did you mean "dane"?" when one of the known names is near (base/nearest.h), else `otherwise`.
[[nodiscard]] std::string suggest(std::string_view found, const std::vector<std::string>& known,
                                  std::string otherwise);

/// "a, b, c and 12 more"
[[nodiscard]] std::string listed(const std::vector<std::string>& names, std::size_t names_max);

}  // namespace recanvass::formats
