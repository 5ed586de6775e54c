// Tally sheets: the paper on which two people write what they read from one batch. Filled in:
// which batch it is and which choices there are, in paper order; never a figure of a machine, nor
// how many ballots are expected. What is written here is entered by `tally.enter`.
#pragma once

#include "report/paper.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::report {

/// Whose sheet it is.
struct TallyBatch {
  std::string batch;  ///< its id, also as a QR code
  std::string county;  ///< name
  std::string unit;  ///< id
  std::string unit_name;  ///< empty: the id stands alone
  std::string container;
};

struct TallySheets {
  PaperHeading heading;
  std::string contest;
  std::int64_t vote_for = 1;
  std::vector<std::string> choices;  ///< names, in paper order
  std::string policy;  ///< the rules of counting that hold, "us-wi-2016"
  std::string inputs_sha256;  ///< of the published inputs; empty: not published
  std::vector<std::string> reasons;  ///< codes for a sheet that does not balance
  std::vector<TallyBatch> batches;
};

/// One or more pages a batch, each with the batch, its QR code and "page n of m". A sheet names no
/// moment and no place in the ledger: printed again, it is the same byte for byte.
/// CSV: one row a batch, with its number of pages.
[[nodiscard]] PaperDocument tally_sheets(const TallySheets& sheets, const PaperStyle& style);

/// How many choices stand on each page of a sheet; the last page also has room for the balance.
/// At least one page; the sum is the number of choices.
[[nodiscard]] std::vector<std::size_t> choices_by_page(const std::vector<std::string>& choices,
                                                       const PaperStyle& style);

}  // namespace recanvass::report
