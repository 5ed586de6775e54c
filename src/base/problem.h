// What is wrong with an input, said so that the person who made it can mend it.
// Every reader collects all its problems and returns them in a Result (base/result.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::base {

/// Where in an input a problem stands. Empty or 0 where it does not apply.
struct Place {
  std::string file;
  std::int64_t row = 0;  ///< 1-based line of the file; 0: the file as a whole
  std::string column;    ///< column name, TOML key or JSON pointer
};

/// One thing that is wrong, in the parts that a message needs.
struct Problem {
  std::string cause;  ///< stable id of the kind of problem, "returns.duplicate-unit"
  Place place;
  std::string found;   ///< what stands there, quoted by the writer of the problem
  std::string wanted;  ///< what should stand there
  std::string mend;    ///< one way to mend it, a full sentence

  /// "returns.csv:17, column votes: found "12O"; wanted a whole number, 0 or more. Correct ..."
  [[nodiscard]] std::string sentence() const;
};

using Problems = std::vector<Problem>;

/// The sentences of all problems, one a line, in the order given.
[[nodiscard]] std::string sentences(const Problems& problems);

}  // namespace recanvass::base
