#include "base/check.h"

#include <fmt/core.h>

namespace recanvass::base {

void fail_check(const char* condition, const char* file, int line) {
  std::string path = file;
  const auto slash = path.find("src/");
  if (slash != std::string::npos) path = path.substr(slash);
  throw BrokenProgram(fmt::format("{}:{}: broken invariant: {}", path, line, condition));
}

}  // namespace recanvass::base
