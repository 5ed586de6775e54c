// Petitions for the recount of single districts as the office hands them back: a page each with its
// number, what was decided and why, and the fee. Who signed is on the petition itself: the ledger
// holds references, never names.
#pragma once

#include "base/quantity.h"
#include "report/paper.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::report {

/// One petition and the last decision about it.
struct PetitionSheet {
  std::string number;  ///< the receipt and the place on its list, "0E615RMD-1"
  std::string county;
  std::string district;
  std::string filed_at;  ///< local time
  std::int64_t signers = 0;
  std::string verdict;  ///< "accepted", "refused", "waiting", "withdrawn"
  std::string words;  ///< the decision as it was recorded
  std::uint64_t position = 0;  ///< the entry that decided
  std::optional<base::UsdCents> fee;
  bool has_no_paper = false;  ///< the district's machines leave none to examine
};

struct PetitionSheets {
  PaperHeading heading;
  std::string place;
  std::vector<PetitionSheet> petitions;
};

/// CSV: petitions, with the fee in cents.
[[nodiscard]] PaperDocument petition_sheets(const PetitionSheets& sheets, const PaperStyle& style);

}  // namespace recanvass::report
