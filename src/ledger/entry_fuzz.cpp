#include "base/fuzz.h"
#include "ledger/entry.h"
#include "ledger/fuzz.h"

namespace recanvass::ledger {

void fuzz_leaf(std::string_view bytes) {
  const auto read = parse_leaf(bytes);
  if (!read) return base::check_refusal(read.problems());
  RECANVASS_CHECK(leaf_bytes(*read) == bytes);
  (void)signature_holds(*read, "elections.example/fuzzed");
}

}  // namespace recanvass::ledger
