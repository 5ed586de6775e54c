#include "base/fuzz.h"
#include "formats/fuzz.h"
#include "formats/package_parts.h"

namespace recanvass::formats {

void fuzz_election(std::string_view bytes) {
  const auto read = read_package_text(std::string(bytes), "no-such-folder");
  if (!read) return base::check_refusal(read.problems());
  for (const election::ResultSet& result : read->result_sets) {
    RECANVASS_CHECK(read->find(result.contest) != nullptr);
    RECANVASS_CHECK(read->find(result.jurisdiction) != nullptr);
    RECANVASS_CHECK(result.totals.empty() == result.margin_only.has_value());
  }
}

}  // namespace recanvass::formats
