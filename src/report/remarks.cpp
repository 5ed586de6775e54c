#include "report/remarks.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::report {
namespace {

constexpr std::size_t kRemarksShown = 10;

}  // namespace

std::string remarks_text(const std::vector<std::string>& remarks, const Screen& screen) {
  if (remarks.empty()) return {};
  std::string out = "\n" + painted("Remarks on the package", Tone::Strong, screen) + "\n";
  const std::size_t shown = std::min(remarks.size(), kRemarksShown);
  for (std::size_t i = 0; i < shown; ++i) {
    out += labelled("-", remarks[i], 2, screen, Tone::Plain, 0);
  }
  if (shown < remarks.size()) {
    out += labelled("-", fmt::format("{} more: --json has them all", remarks.size() - shown), 2,
                    screen, Tone::Plain, 0);
  }
  return out;
}

}  // namespace recanvass::report
