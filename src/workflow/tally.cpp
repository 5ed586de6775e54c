#include "workflow/tally.h"

#include "base/figures.h"
#include "workflow/body.h"
#include "workflow/use_case.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {

std::int64_t Tally::accounted() const {
  std::int64_t sum = 0;
  bool fits = !__builtin_add_overflow(blank, over, &sum);
  for (const auto& [choice, number] : votes) {
    fits = fits && !__builtin_add_overflow(sum, number, &sum);
  }
  RECANVASS_CHECK(fits);
  return sum;
}

bool Tally::same_figures(const Tally& other) const {
  return ballots == other.ballots && votes == other.votes && blank == other.blank &&
         over == other.over;
}

std::vector<Field> tally_fields() {
  return {{"batch", FieldType::Text, true, "Id of the batch, as on its sheet."},
          {"ballots", FieldType::Number, true, "Ballots counted in the batch."},
          {"votes", FieldType::Numbers, true, "Votes by choice, 0 where there are none."},
          {"blank", FieldType::Number, true, "Votes not used: blank and undervotes."},
          {"over", FieldType::Number, true, "Votes lost to overvotes."},
          {"reason", FieldType::Text, false, "Code, when the figures do not balance.",
           balance_reasons()},
          {"words", FieldType::Text, false, "What the reason means here."}};
}

Tally tally_in(const base::Json& body) {
  Tally tally;
  tally.ballots = number_in(body, "ballots");
  tally.votes = numbers_in(body, "votes");
  tally.blank = number_in(body, "blank");
  tally.over = number_in(body, "over");
  tally.reason = text_in(body, "reason");
  tally.words = text_in(body, "words");
  return tally;
}

const std::vector<std::string>& balance_reasons() {
  static const std::vector<std::string> reasons = {"ballots-missing",
                                                   "ballots-extra",
                                                   "torn-or-damaged",
                                                   "wrong-batch-ballots",
                                                   "manifest-wrong",
                                                   "not-this-contest",
                                                   "other"};
  return reasons;
}

namespace {

// One ballot is one vote for a choice, however many votes it has.
void add_choices_beyond_ballots(const Tally& tally, base::Problems& problems) {
  for (const auto& [choice, number] : tally.votes) {
    if (number <= tally.ballots) continue;
    problems.push_back(
        refusal("tally.impossible",
                fmt::format("{} for \"{}\"", base::counted(number, "vote", "votes"), choice),
                fmt::format("at most {}: one ballot is one vote for a choice (R1)", tally.ballots),
                "A figure is mistyped, or the ballots were not all counted: check "
                "the sheet."));
  }
}

}  // namespace

base::Problems tally_problems(const Tally& tally, const std::vector<std::string>& choices,
                              std::int64_t vote_for, std::int64_t listed_ballots) {
  base::Problems problems;
  for (const std::string& choice : choices) {
    if (tally.votes.count(choice) > 0) continue;
    problems.push_back(refusal("tally.choice", "nothing for \"" + choice + "\"",
                               "a figure for every choice", "Enter 0 where there are none."));
  }
  for (const auto& [choice, number] : tally.votes) {
    if (std::find(choices.begin(), choices.end(), choice) != choices.end()) continue;
    problems.push_back(refusal("tally.choice", "\"" + choice + "\"", "a choice of the contest",
                               "Use the choice's id."));
  }
  constexpr std::int64_t kMost = 10'000'000;
  if (tally.ballots > kMost || tally.blank > kMost || tally.over > kMost ||
      std::any_of(tally.votes.begin(), tally.votes.end(),
                  [](const auto& pair) { return pair.second > kMost; })) {
    problems.push_back(refusal("tally.impossible", "a figure above 10,000,000", "one batch",
                               "Check the figure on the sheet."));
  }
  if (!problems.empty()) return problems;
  const std::int64_t most = tally.ballots * vote_for;
  const std::int64_t accounted = tally.accounted();
  if (accounted > most) {
    problems.push_back(
        refusal("tally.impossible", fmt::format("{} votes, blank and over", accounted),
                fmt::format("at most {}: {}, {} each (R1)", most,
                            base::counted(tally.ballots, "ballot", "ballots"),
                            base::counted(vote_for, "vote", "votes")),
                "A figure is mistyped, or the ballots were not all counted: check the sheet."));
  } else if (accounted < most && tally.reason.empty()) {
    problems.push_back(refusal(
        "tally.balance", fmt::format("{} accounted for", accounted),
        fmt::format("{}: {}, {} each", most, base::counted(tally.ballots, "ballot", "ballots"),
                    base::counted(vote_for, "vote", "votes")),
        "Count blank and overvotes again, or give a reason."));
  }
  if (accounted <= most) add_choices_beyond_ballots(tally, problems);
  if (tally.ballots != listed_ballots && tally.reason.empty()) {
    problems.push_back(
        refusal("tally.batch-size", base::counted(tally.ballots, "ballot", "ballots"),
                base::counted(listed_ballots, "ballot", "ballots") + ", as the manifest lists",
                "Count the ballots again, or give a reason."));
  }
  if (!tally.reason.empty() && tally.words.empty()) {
    problems.push_back(refusal("tally.reason", "a reason without words", "words of what happened",
                               "Add \"words\": what was found, in a sentence."));
  }
  return problems;
}

}  // namespace recanvass::workflow
