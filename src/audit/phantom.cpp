#include "audit/phantom.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace recanvass::audit {
namespace {

base::Problem too_many(const std::string& of, election::CardCount recorded,
                       election::CardCount at_most) {
  return {"phantom.too-many-records",
          {},
          fmt::format("{} records {}, of at most {} cards", recorded.value(), of, at_most.value()),
          "no more records than there can be cards",
          "Find the records that are doubled, or raise the bound with its evidence; then commit "
          "again."};
}

}  // namespace

base::Result<Phantoms> phantoms_by_contest(std::span<const ContestCards> contests) {
  base::Problems problems;
  std::int64_t most = 0;
  for (const ContestCards& contest : contests) {
    most = std::max(most, (contest.at_most - contest.recorded).value());
    if (contest.recorded <= contest.at_most) continue;
    problems.push_back(too_many("of " + contest.contest, contest.recorded, contest.at_most));
  }
  if (!problems.empty()) return problems;
  Phantoms phantoms(static_cast<std::size_t>(most));
  for (std::uint32_t i = 0; i < contests.size(); ++i) {
    const auto lacking =
        static_cast<std::size_t>((contests[i].at_most - contests[i].recorded).value());
    for (std::size_t phantom = 0; phantom < lacking; ++phantom) phantoms[phantom].push_back(i);
  }
  return phantoms;
}

base::Result<Phantoms> phantoms_of_all_cards(election::CardCount recorded,
                                             election::CardCount at_most, std::uint32_t contests) {
  if (recorded > at_most) return too_many("of cards", recorded, at_most);
  std::vector<std::uint32_t> all(contests);
  std::iota(all.begin(), all.end(), 0U);
  return Phantoms(static_cast<std::size_t>((at_most - recorded).value()), all);
}

}  // namespace recanvass::audit
