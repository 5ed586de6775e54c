#include "recount/ended_alone.h"

#include "base/figures.h"

#include <fmt/format.h>

#include <vector>

namespace recanvass::recount {
namespace {

// Votes that cannot hold the exhibits bound nothing: then nothing is called decided.
bool could_decide(const ChallengeCase& contest) {
  if (contest.choices.size() <= static_cast<std::size_t>(contest.seats.value())) return false;
  const auto ranges = ranges_of_challenges(contest);
  return !ranges || ranges->verdict == ChallengeVerdict::Undecided;
}

}  // namespace

std::string sentence_of(const EndedAlone& ended) {
  std::int64_t exhibits = 0;
  std::vector<std::string> people;
  for (const auto& [name, number] : ended.exhibits) {
    exhibits += number;
    people.push_back(fmt::format("{} {}", name, base::grouped(number)));
  }
  if (exhibits == 0 || !could_decide(ended.contest)) return {};
  const std::string voters =
      ended.voters_unknown.empty()
          ? std::string()
          : fmt::format(" Votes of a board on them are of persons without an account here: {}.",
                        fmt::join(ended.voters_unknown, ", "));
  return fmt::format("{}{} as counted ({}); found as claimed, they could decide who is elected.{}",
                     kEndedAlone,
                     base::counted(exhibits, "challenged ballot", "challenged ballots"),
                     fmt::join(people, ", "), voters);
}

}  // namespace recanvass::recount
