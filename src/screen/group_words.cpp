#include "base/figures.h"
#include "screen/card_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace recanvass::screen {
namespace {

constexpr std::size_t kChoicesTold = 4;

double off_of(const GroupChoices& odd, std::size_t choice) {
  return odd.expected[choice] < 0.0
             ? 0.0
             : static_cast<double>(odd.here.votes[choice]) - odd.expected[choice];
}

// The farthest by its log odds, then by votes.
std::vector<std::size_t> choices_to_tell(const GroupChoices& odd) {
  std::vector<std::size_t> others;
  for (std::size_t choice = 0; choice < odd.expected.size(); ++choice) {
    if (choice != odd.choice && odd.expected[choice] >= 0.0) others.push_back(choice);
  }
  std::ranges::stable_sort(others, [&](std::size_t a, std::size_t b) {
    return std::abs(off_of(odd, a)) > std::abs(off_of(odd, b));
  });
  others.insert(others.begin(), odd.choice);
  if (others.size() > kChoicesTold) others.resize(kChoicesTold);
  return others;
}

}  // namespace

CardFinding CardWords::group_choices(const GroupChoices& odd, TestedP tested) const {
  const auto& contest = cells_.store().contests()[odd.contest];
  const auto& names = cells_.store().names();
  const std::string& precinct = names.precincts[odd.here.precinct];
  const std::string& style = names.styles[odd.here.style];
  const std::string& group = names.counting_groups[odd.here.group];
  CardFinding found = frame(CardCheck::GroupChoice,
                            fmt::format("{}/{}/{}/{}", contest.id.text, precinct, style, group));
  found.contest = odd.contest;
  std::string votes;
  for (const std::size_t choice : choices_to_tell(odd)) {
    votes += fmt::format("{}{} for \"{}\" where {:.0f} would be", votes.empty() ? "" : ", ",
                         base::grouped(odd.here.votes[choice]), contest.choices[choice].name,
                         odd.expected[choice]);
  }
  found.finding.fact_words = fmt::format(
      "Precinct \"{}\", style \"{}\", counting group \"{}\": {} with \"{}\" have {}, by the {} of "
      "the same ballots in {} and what the groups differ by in other places.{}",
      precinct, style, group, base::counted(odd.here.cards, "card", "cards"), contest.name, votes,
      base::counted(odd.others, "card", "cards"),
      odd.only_two ? "the other counting group" : "other counting groups",
      odd.only_two
          ? " Too many in one is too few in the other, and the records do not say which of "
            "the two is out of line. Paper of both would."
          : "");
  double apart = 0.0;
  for (std::size_t choice = 0; choice < odd.expected.size(); ++choice) {
    apart += std::abs(off_of(odd, choice));
  }
  const auto off = std::lround(std::max(apart / 2.0, std::abs(off_of(odd, odd.choice))));
  found.finding.votes_concerned = election::VoteCount(off);
  found.finding.votes_words = base::counted(off, "vote", "votes") + " or so.";
  chance(found, tested, name_of(Correction::BenjaminiYekutieli));
  std::map<std::uint32_t, std::int64_t> cards;  // by batch
  for (const CardCell& cell : cells_.cells()) {
    const auto& ballot = cells_.ballots()[cell.ballot];
    if (ballot.precinct != odd.here.precinct || ballot.style != odd.here.style) continue;
    if (ballot.counting_group == odd.here.group) {
      cards[cell.batch] += static_cast<std::int64_t>(cell.cards);
    }
  }
  std::vector<std::pair<std::int64_t, std::uint32_t>> largest;
  for (const auto& [batch, number] : cards) largest.emplace_back(-number, batch);
  std::ranges::sort(largest);
  if (largest.size() > ask_.paper_batches) largest.resize(ask_.paper_batches);
  for (const auto& [number, batch] : largest) {
    found.finding.paper.push_back(batch_paper(
        batch,
        base::counted(-number, "card", "cards") + " of the precinct, style and counting group"));
  }
  return found;
}

}  // namespace recanvass::screen
