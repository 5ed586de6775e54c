// V10: the published tables and page, made again from what the verifier read in the entries. A row
// that differs is named by unit or county.
#pragma once

#include "base/executor.h"
#include "report/bundle_facts.h"
#include "verify/bundle_list.h"
#include "verify/record.h"
#include "verify/unit_review.h"

#include <string>
#include <vector>

namespace recanvass::verify {

/// Which ledger and which bundle, as far as the record does not say it.
struct BundleHead {
  std::string program;
  std::string origin;
  std::uint64_t size = 0;
  std::string root;
};

/// Gives the record the sums that are stated for cells which are withheld, before it is built.
void take_groups(const std::vector<StatedGroup>& groups, Record& record);

/// The figures of the record with the sums stated for groups. @param reviews  of this record
[[nodiscard]] report::BundleFacts facts_of(const Record& record, const BundleHead& head,
                                           const BundleList& list,
                                           const std::vector<WithheldRow>& withheld,
                                           const Reviews& reviews);

/// Compares every table in each of its forms, and the page, with what the facts make. A page that
/// another version of the program says it made may differ: then it is not checked and nothing
/// vouches for its figures.
void check_tables(const BundleFolder& folder, const report::BundleFacts& facts,
                  const std::string& own_program, base::Executor& executor, CheckBook& book);

}  // namespace recanvass::verify
