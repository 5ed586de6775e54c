#include "report/count_words.h"

#include "base/check.h"
#include "base/figures.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

namespace recanvass::report {
namespace {

using election::CardContest;
using election::ChoiceIndex;
using election::MarkingState;
using tabulate::Choices;

// Digits after the point where the unit is a power of ten above 1; 0: it is none.
int decimals_of(std::int64_t unit) {
  int decimals = 0;
  while (unit > 1 && unit % 10 == 0) {
    unit /= 10;
    ++decimals;
  }
  return unit == 1 ? decimals : 0;
}

std::string mark_words(const CardContest& contest, const election::Mark& mark) {
  std::string name = mark.choice == election::kOvervotedRank ? "several, not said who"
                     : mark.choice == election::kInvalidWriteIn
                         ? "a written name"
                         : choice_name_of(contest, mark.choice);
  if (mark.votes != 1)
    name += fmt::format(" ({})", votes_in_unit(election::VoteCount(mark.votes), contest.vote_unit));
  return mark.rank == 0 ? name : fmt::format("{} {}", mark.rank, name);
}

const char* confidence_id(tabulate::RuleConfidence confidence) {
  switch (confidence) {
    case tabulate::RuleConfidence::High: return "high";
    case tabulate::RuleConfidence::Medium: return "medium";
    case tabulate::RuleConfidence::Low: return "low";
  }
  RECANVASS_CHECK(false);
  return "";
}

}  // namespace

std::string choice_name_of(const CardContest& contest, ChoiceIndex choice) {
  const election::CardChoice& one = contest.choices[choice];
  const auto same = std::ranges::count(contest.choices, one.name, &election::CardChoice::name);
  return same > 1 ? fmt::format("{} [{}]", one.name, one.id.text) : one.name;
}

std::string choice_names_of(const CardContest& contest, const Choices& choices) {
  std::string out;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i > 0) out += i + 1 == choices.size() ? " and " : ", ";
    out += choice_name_of(contest, choices[i]);
  }
  return out;
}

base::Json choice_names_json(const CardContest& contest, const Choices& choices) {
  base::Json names = base::Json::array();
  for (const ChoiceIndex choice : choices) names.push_back(choice_name_of(contest, choice));
  return names;
}

Choices ordered_by_votes(const tabulate::ChoiceVotes& votes) {
  Choices order(votes.size());
  std::iota(order.begin(), order.end(), ChoiceIndex{0});
  std::ranges::stable_sort(order,
                           [&](ChoiceIndex a, ChoiceIndex b) { return votes[b] < votes[a]; });
  return order;
}

std::string votes_in_unit(election::VoteCount votes, std::int64_t unit) {
  const std::int64_t whole = votes.value() / unit;
  const std::int64_t rest = votes.value() % unit;
  std::string out = base::grouped(whole);
  if (const int decimals = decimals_of(unit); decimals > 0) {
    return out + fmt::format(".{:0{}}", rest, decimals);
  }
  return rest == 0 ? out : out + fmt::format(" {}/{}", rest, unit);
}

std::string marking_words(const CardContest& contest, MarkingState state,
                          std::span<const election::Mark> marks) {
  if (state == MarkingState::Redacted) return "withheld";
  if (marks.empty()) return state == MarkingState::Overvoted ? "overvoted" : "blank";
  std::vector<std::string> words;
  for (const election::Mark& mark : marks) words.push_back(mark_words(contest, mark));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string rule_text(const tabulate::Rule& rule, const Screen& screen) {
  std::string out = paragraph(fmt::format("Rule: {}. {}.", rule.id, rule.citation), screen, 2);
  if (!rule.changed.empty()) {
    out += paragraph(fmt::format("Changed from it: {}.", fmt::join(rule.changed, "; ")), screen, 2);
  }
  switch (rule.confidence) {
    case tabulate::RuleConfidence::High: break;
    case tabulate::RuleConfidence::Medium:
      out += paragraph("Of its text only parts or official descriptions were read.", screen, 2);
      break;
    case tabulate::RuleConfidence::Low:
      out += paragraph("Its text was not read for this record.", screen, 2);
      break;
  }
  if (!rule.open.empty()) out += paragraph(rule.open, screen, 2);
  return out;
}

base::Json rule_json(const tabulate::Rule& rule) {
  return {{"id", rule.id},
          {"name", rule.name},
          {"kind", tabulate::kind_of(rule.method)},
          {"citation", rule.citation},
          {"confidence", confidence_id(rule.confidence)},
          {"open", rule.open},
          {"changed", rule.changed}};
}

}  // namespace recanvass::report
