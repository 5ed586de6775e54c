#include "report/count_report.h"

#include "base/check.h"
#include "base/figures.h"
#include "election/told_contests.h"
#include "report/count_rounds.h"
#include "report/count_words.h"
#include "tabulate/rule_limits.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace recanvass::report {
namespace {

using base::Json;
using election::CardContest;
using election::ChoiceIndex;
using election::VoteCount;
using tabulate::Choices;
using tabulate::ContestCount;
using tabulate::Decision;
using tabulate::Outcome;

std::string limit_of(const ContestCount& result) {
  const CardContest& contest = result.contest;
  const auto* votes = std::get_if<tabulate::MostVotesRule>(&result.rule.method);
  if (votes != nullptr && votes->limit == tabulate::MostVotesRule::Limit::None) {
    return "any number may be marked";
  }
  if (std::holds_alternative<tabulate::CumulativeRule>(result.rule.method)) {
    const std::int64_t allowed = tabulate::votes_max_of(result.rule, contest);
    if (allowed > 0) return base::counted(allowed, "vote a card", "votes a card");
  }
  if (contest.ranks > 0) return base::counted(contest.ranks, "rank", "ranks");
  if (contest.vote_for == 0) return "the export does not say how many may be marked";
  return contest.vote_for == 1 ? "vote for one" : fmt::format("vote for {}", contest.vote_for);
}

// Of a ranked contest added-up votes are first preferences.
std::string kind_words(const ContestCount& result) {
  const bool first_only = result.contest.ranks > 0 &&
                          std::holds_alternative<tabulate::MostVotesRule>(result.rule.method);
  return first_only ? "first preferences" : tabulate::kind_of(result.rule.method);
}

bool is_scored(const tabulate::Rule& rule) {
  return std::holds_alternative<tabulate::ScoresRule>(rule.method) ||
         std::holds_alternative<tabulate::StarRule>(rule.method);
}

std::string votes_text(const ContestCount& result, const tabulate::ChoiceVotes& votes,
                       std::int64_t unit, const char* heading, const Screen& screen,
                       const tabulate::ChoiceVotes& withheld = {}) {
  std::string out = *heading == '\0' ? "" : paragraph(heading, screen, 2);
  std::vector<Column> columns = {{"", Align::Left, true}, {"", Align::Right}};
  if (!withheld.empty()) columns.push_back({"", Align::Left});
  Table table(columns);
  for (const ChoiceIndex choice : ordered_by_votes(votes)) {
    std::vector<Cell> row = {{choice_name_of(result.contest, choice)},
                             {votes_in_unit(votes[choice], unit)}};
    if (!withheld.empty()) {
      row.push_back(
          {fmt::format("{} in totals of withheld cards", votes_in_unit(withheld[choice], unit)),
           Tone::Faint});
    }
    table.add(std::move(row));
  }
  const auto add_cards = [&](const char* words, election::CardCount cards) {
    if (cards.value() == 0) return;
    std::vector<Cell> row = {{words, Tone::Faint}, {base::grouped(cards.value()), Tone::Faint}};
    if (!withheld.empty()) row.emplace_back();
    table.add(std::move(row));
  };
  // A card may rank somebody second and nobody first.
  const bool all_ranks = std::holds_alternative<tabulate::CumulativeRule>(result.rule.method);
  const bool firsts = result.contest.ranks > 0 && !all_ranks;
  add_cards(firsts ? "no first preference" : "blank", result.tally.blank);
  add_cards("overvoted", result.tally.overvoted);
  add_cards("invalid written names only", result.tally.invalid);
  add_cards("withheld", result.tally.redacted);
  return out + table.text(screen, 2);
}

std::string outcome_words(const ContestCount& result, const Outcome& outcome) {
  const std::string winners = choice_names_of(result.contest, outcome.winners);
  const std::string tied = choice_names_of(result.contest, outcome.tied);
  switch (outcome.decision) {
    case Decision::Elected: return fmt::format("Most: {}.", winners);
    case Decision::Tied:
      return fmt::format("{}Tied for {}: {}. Only a lot decides.",
                         winners.empty() ? "" : fmt::format("Most: {}. ", winners),
                         base::counted(outcome.places, "place", "places"), tied);
    case Decision::TooFew:
      return fmt::format("Fewer choices have votes than there are places: {}.", winners);
    case Decision::NobodyReachedIt: return "Nobody has the share that is needed.";
    case Decision::Runoff:
      return fmt::format(
          "Nobody has the share that is needed. To a runoff: {}{}.",
          choice_names_of(result.contest, outcome.runoff),
          tied.empty() ? "" : fmt::format("; tied for the last place of it: {}", tied));
    case Decision::NoVotes: return "Nobody has a vote.";
  }
  RECANVASS_CHECK(false);
  return {};
}

const char* decision_id(Decision decision) {
  switch (decision) {
    case Decision::Elected: return "elected";
    case Decision::Tied: return "tied";
    case Decision::TooFew: return "too-few";
    case Decision::NobodyReachedIt: return "nobody-reached-it";
    case Decision::Runoff: return "runoff";
    case Decision::NoVotes: return "no-votes";
  }
  RECANVASS_CHECK(false);
  return "";
}

Json outcome_json(const CardContest& contest, const Outcome& outcome) {
  return {{"decision", decision_id(outcome.decision)},
          {"places_open", outcome.places},
          {"runoff", choice_names_json(contest, outcome.runoff)}};
}

Json votes_json(const CardContest& contest, const tabulate::ChoiceVotes& votes) {
  Json list = Json::array();
  for (std::size_t i = 0; i < votes.size(); ++i) {
    list.push_back({{"id", contest.choices[i].id.text},
                    {"choice", contest.choices[i].name},
                    {"votes", votes[i].value()}});
  }
  return list;
}

// Who wins where an instant runoff stops until a lot says who goes out.
std::string lots_words(const ContestCount& result) {
  if (!result.may_win) {
    return "Lots can fall in more ways than were followed: who could win is not known.";
  }
  const std::string who = choice_names_of(result.contest, *result.may_win);
  return result.may_win->size() == 1
             ? fmt::format("However the lots fall, {} wins: every way was followed.", who)
             : fmt::format("By lot one of {} wins: every way in which lots can fall was followed.",
                           who);
}

// What each kind of rule has to say of its count.
class CountTeller {
 public:
  CountTeller(const CountedContest& counted, const Screen& screen)
      : whole_(counted), result_(counted.result), screen_(screen) {}

  std::string operator()(const tabulate::VotesCount& counted) const {
    return first_votes("") + said(provisional() + outcome_words(result_, counted.outcome));
  }
  std::string operator()(const tabulate::PointsCount& counted) const {
    const std::int64_t unit = is_scored(result_.rule) ? result_.contest.vote_unit : 1;
    return votes_text(result_, counted.points, unit, "Points", screen_) +
           said(provisional() + outcome_words(result_, counted.outcome));
  }
  std::string operator()(const tabulate::StarCount& counted) const {
    std::string out =
        votes_text(result_, counted.scores, result_.contest.vote_unit, "Scores", screen_);
    if (counted.finalists.size() == 2) {
      out += said(fmt::format("Automatic runoff: {} preferred on {}, {} on {}.",
                              name(counted.finalists[0]),
                              base::counted(counted.first_preferred.value(), "card", "cards"),
                              name(counted.finalists[1]),
                              base::counted(counted.second_preferred.value(), "card", "cards")));
    }
    return out + said(provisional() + outcome_words(result_, counted.outcome));
  }
  std::string operator()(const tabulate::PairwiseCount& counted) const {
    std::string out = said("Preferred to each other, by ballots:");
    Table table(
        {{"", Align::Left, true}, {"", Align::Right}, {"", Align::Left, true}, {"", Align::Right}});
    for (std::size_t i = 0; i < counted.pairwise.choices(); ++i) {
      for (std::size_t j = i + 1; j < counted.pairwise.choices(); ++j) {
        const auto a = static_cast<ChoiceIndex>(i);
        const auto b = static_cast<ChoiceIndex>(j);
        table.add({{name(a)},
                   {base::grouped(counted.pairwise.prefer(a, b).value())},
                   {name(b)},
                   {base::grouped(counted.pairwise.prefer(b, a).value())}});
      }
    }
    out += table.text(screen_, 4);
    out += said(counted.condorcet
                    ? fmt::format("Preferred to every other: {}.", name(*counted.condorcet))
                    : fmt::format("Nobody is preferred to every other. Nobody outside beats one "
                                  "of: {}.",
                                  choice_names_of(result_.contest, counted.smith)));
    if (!counted.outcome) {
      return out + said("Equal defeats leave more orders than are looked at: not decided.");
    }
    if (counted.outcome->winners.empty() && counted.outcome->tied.empty()) return out;
    if (!counted.outcome->tied.empty()) {
      return out + said(provisional() + outcome_words(result_, *counted.outcome));
    }
    return out + said(fmt::format("{}Wins: {}.", provisional(),
                                  choice_names_of(result_.contest, counted.outcome->winners)));
  }
  std::string operator()(const tabulate::ListsCount& counted) const {
    Table table({{"List", Align::Left, true}, {"Votes", Align::Right}, {"Seats", Align::Right}});
    for (const ChoiceIndex list : ordered_by_votes(counted.votes)) {
      table.add({{counted.lists[list]},
                 {votes_in_unit(counted.votes[list], result_.contest.vote_unit)},
                 {base::grouped(counted.seats.seats[list])}});
    }
    std::string out = provisional_line() + table.text(screen_, 2);
    if (!counted.seats.tied.empty()) {
      std::vector<std::string> tied;
      for (const ChoiceIndex list : counted.seats.tied) tied.push_back(counted.lists[list]);
      out += said(fmt::format("Equal claims to {}: {}. Only a lot decides.",
                              base::counted(counted.seats.left, "seat", "seats"),
                              fmt::join(tied, ", ")));
    }
    for (std::size_t list = 0; list < counted.elected.size(); ++list) {
      if (counted.elected[list].decision == Decision::NoVotes) continue;
      out += said(fmt::format("{}: {}", counted.lists[list],
                              outcome_words(result_, counted.elected[list])));
    }
    return out;
  }
  std::string operator()(const tabulate::IrvCount& counted) const {
    std::string out = provisional_line() + runoff_text(result_.contest, counted, screen_);
    if (counted.ending != tabulate::IrvEnding::TiedForElimination) return out;
    return out + said(lots_words(result_));
  }
  std::string operator()(const tabulate::StvCount& counted) const {
    return provisional_line() + stages_text(result_.contest, counted, screen_);
  }

 private:
  // Before who wins, where withheld cards could change it.
  [[nodiscard]] std::string provisional() const {
    return whole_.withheld_may_change ? "Without what is withheld: " : "";
  }
  [[nodiscard]] std::string provisional_line() const {
    return whole_.withheld_may_change ? said("Without what is withheld:") : std::string();
  }
  [[nodiscard]] std::string first_votes(const char* heading) const {
    return votes_text(result_, result_.tally.votes, result_.contest.vote_unit, heading, screen_,
                      whole_.withheld);
  }
  [[nodiscard]] std::string said(const std::string& words) const {
    return paragraph(words, screen_, 2);
  }
  [[nodiscard]] std::string name(ChoiceIndex choice) const {
    return choice_name_of(result_.contest, choice);
  }

  const CountedContest& whole_;
  const ContestCount& result_;
  const Screen& screen_;
};

// A candidate on the lines of several parties: New York, Connecticut and Oregon add them up.
std::string lines_words(const ContestCount& result) {
  std::string words;
  for (const election::PartyLines& one : election::party_lines_of(result.contest)) {
    if (!tabulate::adds_up_votes(result.rule.method)) continue;
    VoteCount together;
    for (const ChoiceIndex choice : one.lines) together += result.tally.votes[choice];
    words += fmt::format("{} stands on {} lines, with {} votes together. ", one.name,
                         one.lines.size(), votes_in_unit(together, result.contest.vote_unit));
  }
  if (words.empty()) return words;
  return words +
         "Each line is a choice of its own here, and a card that marks two of them has two marks; "
         "where the law adds lines up, another may be elected. ";
}

// What is not in a count: places beside the one that it fills, and what was withheld.
std::string uncounted_words(const CountedContest& counted) {
  const ContestCount& result = counted.result;
  std::string words = lines_words(result);
  if (result.rule.places == 0 && result.places == 1 && result.contest.vote_for > 1) {
    words += fmt::format(
        "This fills one place; the export says that {} may be voted for. Whether there are more "
        "places, and who would fill them, is not counted. ",
        result.contest.vote_for);
  }
  for (const ChoiceIndex winner : tabulate::winners_of(result)) {
    if (result.contest.choices[winner].kind != election::CardChoiceKind::WriteIn) continue;
    words += fmt::format(
        "{} stands for all written names together, which may be those of several persons: that one "
        "of them is elected does not follow. ",
        choice_name_of(result.contest, winner));
  }
  VoteCount votes;
  for (const VoteCount each : counted.withheld) votes += each;
  if (votes > VoteCount(0) && !tabulate::adds_up_votes(result.rule.method)) {
    words += fmt::format("Not in this count: {} {} in totals of withheld cards. ",
                         votes_in_unit(votes, result.contest.vote_unit),
                         result.contest.ranks > 0 ? "first preferences" : "votes");
  }
  if (counted.withheld_may_change) words += "What is withheld could change who is elected. ";
  return words.substr(0, words.find_last_not_of(' ') + 1);
}

class CountWriter {
 public:
  explicit CountWriter(const ContestCount& result) : result_(result) {}

  Json operator()(const tabulate::VotesCount& counted) const {
    return {{"outcome", outcome_json(result_.contest, counted.outcome)}};
  }
  Json operator()(const tabulate::PointsCount& counted) const {
    return {{"outcome", outcome_json(result_.contest, counted.outcome)},
            {"points", votes_json(result_.contest, counted.points)}};
  }
  Json operator()(const tabulate::StarCount& counted) const {
    return {{"outcome", outcome_json(result_.contest, counted.outcome)},
            {"points", votes_json(result_.contest, counted.scores)},
            {"finalists", choice_names_json(result_.contest, counted.finalists)},
            {"preferred", {counted.first_preferred.value(), counted.second_preferred.value()}}};
  }
  Json operator()(const tabulate::PairwiseCount& counted) const {
    Json preferred = Json::array();
    for (std::size_t i = 0; i < counted.pairwise.choices(); ++i) {
      for (std::size_t j = 0; j < counted.pairwise.choices(); ++j) {
        if (i == j) continue;
        const auto a = static_cast<ChoiceIndex>(i);
        const auto b = static_cast<ChoiceIndex>(j);
        preferred.push_back({{"choice", result_.contest.choices[i].name},
                             {"to", result_.contest.choices[j].name},
                             {"ballots", counted.pairwise.prefer(a, b).value()}});
      }
    }
    return {{"preferred", std::move(preferred)},
            {"condorcet_winner", counted.condorcet
                                     ? Json(choice_name_of(result_.contest, *counted.condorcet))
                                     : Json(nullptr)},
            {"smith_set", choice_names_json(result_.contest, counted.smith)},
            {"decided", counted.outcome.has_value()}};
  }
  Json operator()(const tabulate::ListsCount& counted) const {
    Json lists = Json::array();
    for (std::size_t i = 0; i < counted.lists.size(); ++i) {
      Json list{{"list", counted.lists[i]},
                {"votes", counted.votes[i].value()},
                {"seats", counted.seats.seats[i]}};
      if (!counted.elected.empty()) {
        list["elected"] = choice_names_json(result_.contest, counted.elected[i].winners);
      }
      lists.push_back(std::move(list));
    }
    return {{"lists", std::move(lists)}, {"seats_open", counted.seats.left}};
  }
  Json operator()(const tabulate::IrvCount& counted) const {
    return runoff_json(result_.contest, counted);
  }
  Json operator()(const tabulate::StvCount& counted) const {
    return stages_json(result_.contest, counted);
  }

 private:
  const ContestCount& result_;
};

// ---- comparison ----

std::string who(const CountedContest& counted, const std::optional<Choices>& winners) {
  if (!winners) return "too many lots to follow";
  return winners->empty() ? "nobody" : choice_names_of(counted.result.contest, *winners);
}

// How a comparison ends in which nobody else wins by any variant that could be followed.
std::string same_winners_words(const CountedContest& counted) {
  const tabulate::RuleComparison& comparison = *counted.comparison;
  const auto all = static_cast<std::int64_t>(comparison.variants.size());
  const std::string tried = base::counted(all, "setting was", "settings were");
  const std::int64_t unknown = comparison.unknown();
  if (!comparison.winners || unknown == all) {
    return fmt::format(
        "Whether who wins depends on a setting is not known: lots can fall in more ways than were "
        "followed{}.",
        comparison.winners ? "" : ", also under the rule as it is");
  }
  const std::string changed =
      unknown == 0 ? fmt::format("{} changed, each by itself, and", tried)
                   : fmt::format(
                         "{} changed, each by itself; under {} of them lots can fall in "
                         "more ways than were followed, and under the others",
                         tried, unknown);
  const std::string outcome =
      comparison.by_lot
          ? fmt::format("a lot decides each time, among {}", who(counted, *comparison.winners))
      : comparison.winners->empty() && comparison.seats.empty() ? "nobody wins each time"
                                                                : "the same win each time";
  return fmt::format("{} depends on no setting{}: {} {}.",
                     comparison.by_lot ? "Who may win, by lot," : "Who wins",
                     unknown == 0 ? "" : " that could be followed", changed, outcome);
}

std::string comparison_text(const CountedContest& counted, const Screen& screen) {
  const tabulate::RuleComparison& comparison = *counted.comparison;
  if (!comparison.depends()) return paragraph(same_winners_words(counted), screen, 2);
  const auto told = [&](const std::optional<Choices>& winners,
                        const std::vector<std::int64_t>& seats, bool by_lot) {
    if (!seats.empty()) return fmt::format("{} seats by list", fmt::join(seats, ", "));
    return who(counted, winners) + (by_lot ? ", among whom a lot decides" : "");
  };
  std::string out =
      paragraph(fmt::format("Who wins depends on a setting. As the rule is: {}.",
                            told(comparison.winners, comparison.seats, comparison.by_lot)),
                screen, 2);
  for (const tabulate::RuleVariant& variant : comparison.variants) {
    if (!variant.differs) continue;
    out += paragraph(fmt::format("{} {}: {}", variant.setting, variant.value,
                                 told(variant.winners, variant.seats, variant.by_lot)),
                     screen, 4);
  }
  return out;
}

Json comparison_json(const CountedContest& counted) {
  const auto winners = [&](const std::optional<Choices>& choices) {
    return choices ? choice_names_json(counted.result.contest, *choices) : Json(nullptr);
  };
  Json variants = Json::array();
  for (const tabulate::RuleVariant& variant : counted.comparison->variants) {
    variants.push_back({{"setting", variant.setting},
                        {"value", variant.value},
                        {"winners", winners(variant.winners)},
                        {"seats", variant.seats},
                        {"by_lot", variant.by_lot},
                        {"differs", variant.differs}});
  }
  return {{"winner_depends_on_a_setting", counted.comparison->depends()},
          {"winners", winners(counted.comparison->winners)},
          {"seats", counted.comparison->seats},
          {"by_lot", counted.comparison->by_lot},
          {"variants", std::move(variants)}};
}

// ---- margins ----

std::string margins_text(const CountedContest& counted, const Screen& screen) {
  const tabulate::CountMargins& margins = *counted.margins;
  const CardContest& contest = counted.result.contest;
  std::string out;
  const auto say = [&](const std::string& words) { out += paragraph(words, screen, 2); };
  if (!margins.none.empty()) say(fmt::format("Margin: none is given, since {}.", margins.none));
  if (margins.between) {
    const bool points = std::holds_alternative<tabulate::PointsCount>(counted.result.counted);
    const std::string votes = votes_in_unit(margins.between->votes, contest.vote_unit);
    const std::string elected = choice_names_of(contest, margins.between->last_elected);
    const std::string next = choice_names_of(contest, margins.between->first_not);
    const bool one = votes == "1";
    const char* const what = points ? (one ? "point" : "points") : (one ? "vote" : "votes");
    say(elected == next
            ? fmt::format("Margin: 0 {}; {} are equal.", what, elected)
            : fmt::format("Margin: {} {} between {} and {}.", votes, what, elected, next));
  }
  for (const auto& one : margins.to_share) {
    const std::string votes = votes_in_unit(one.votes, contest.vote_unit);
    say(fmt::format("Margin: {} {} switched from or to {} change{} whether it has the share.",
                    votes, votes == "1" ? "vote" : "votes", choice_name_of(contest, one.choice),
                    votes == "1" ? "s" : ""));
  }
  if (margins.closest) {
    say(fmt::format("Margin: {} is preferred to {} by {}, the closest of its comparisons.",
                    choice_name_of(contest, margins.closest->winner),
                    choice_name_of(contest, margins.closest->other),
                    base::counted(margins.closest->ballots.value(), "ballot", "ballots")));
  }
  if (margins.runoff && margins.runoff->exact()) {
    say(fmt::format("Margin of victory: {}. Fewer changed ballots elect nobody else.",
                    base::counted(margins.runoff->at_least.value(), "ballot", "ballots")));
  } else if (margins.runoff) {
    say(
        fmt::format("Margin of victory: at least {}, at most {} ballots. The first is the lower "
                    "bound that assertions prove, not the margin itself{}.",
                    base::grouped(margins.runoff->at_least.value()),
                    base::grouped(margins.runoff->at_most.value()),
                    margins.runoff->searched_all ? "" : "; the search was cut short"));
  }
  return out;
}

Json margins_json(const CountedContest& counted) {
  const tabulate::CountMargins& margins = *counted.margins;
  const CardContest& contest = counted.result.contest;
  Json out{{"none", margins.none.empty() ? Json(nullptr) : Json(margins.none)},
           {"between", nullptr},
           {"to_share", Json::array()},
           {"closest", nullptr},
           {"runoff", nullptr}};
  if (margins.between) {
    out["between"] = {{"last_elected", choice_names_json(contest, margins.between->last_elected)},
                      {"first_not", choice_names_json(contest, margins.between->first_not)},
                      {"votes", margins.between->votes.value()}};
  }
  for (const auto& one : margins.to_share) {
    out["to_share"].push_back(
        {{"choice", choice_name_of(contest, one.choice)}, {"votes", one.votes.value()}});
  }
  if (margins.closest) {
    out["closest"] = {{"winner", choice_name_of(contest, margins.closest->winner)},
                      {"other", choice_name_of(contest, margins.closest->other)},
                      {"ballots", margins.closest->ballots.value()}};
  }
  if (margins.runoff) {
    out["runoff"] = {{"at_least", margins.runoff->at_least.value()},
                     {"at_most", margins.runoff->at_most.value()},
                     {"exact", margins.runoff->exact()},
                     {"assertions", margins.runoff->assertions.value()},
                     {"searched_all", margins.runoff->searched_all}};
  }
  return out;
}

// ---- groups ----

// Groups as rows and choices as columns, as many choices side by side as fit.
std::string groups_text(const CountedContest::Groups& groups, const CardContest& contest,
                        const Screen& screen) {
  constexpr std::size_t kAcross = 5;
  std::string out = paragraph(fmt::format("By {}:", groups.kind), screen, 2);
  const std::size_t choices = contest.choices.size();
  for (std::size_t first = 0; first < std::max<std::size_t>(choices, 1); first += kAcross) {
    const std::size_t end = std::min(choices, first + kAcross);
    std::vector<Column> columns = {{groups.kind, Align::Left, true}, {"cards", Align::Right}};
    for (std::size_t i = first; i < end; ++i) {
      out += paragraph(fmt::format("({}) {}", i + 1, contest.choices[i].name), screen, 4);
      columns.push_back({fmt::format("({})", i + 1), Align::Right});
    }
    Table table(columns);
    for (std::size_t unit = 0; unit < groups.votes.units().size(); ++unit) {
      const auto& row = groups.votes.units()[unit];
      std::vector<Cell> cells = {{row.name.empty() ? "(no name)" : row.name},
                                 {base::grouped(row.ballots)}};
      for (std::size_t i = first; i < end; ++i) {
        cells.push_back({votes_in_unit(groups.votes.votes(unit, i), contest.vote_unit)});
      }
      table.add(std::move(cells));
    }
    out += table.text(screen, 4);
  }
  return out;
}

Json groups_json(const CountedContest::Groups& groups, const CardContest& contest) {
  Json units = Json::array();
  for (std::size_t unit = 0; unit < groups.votes.units().size(); ++unit) {
    const auto& row = groups.votes.units()[unit];
    tabulate::ChoiceVotes votes;
    for (std::size_t i = 0; i < contest.choices.size(); ++i) {
      votes.push_back(groups.votes.votes(unit, i));
    }
    units.push_back({{"name", row.name},
                     {"cards", row.ballots},
                     {"blank", row.blank},
                     {"overvoted", row.overvotes},
                     {"votes", votes_json(contest, votes)}});
  }
  return {{"kind", groups.kind}, {"units", std::move(units)}};
}

Json lots_json(const ContestCount& result) {
  Json lots = Json::array();
  for (const tabulate::Lot& lot : result.lots) {
    lots.push_back({{"among", choice_names_json(result.contest, lot.among)},
                    {"drawn", choice_name_of(result.contest, lot.drawn)}});
  }
  return lots;
}

}  // namespace

std::string count_text(const CountedContest& counted, const Screen& screen) {
  const ContestCount& result = counted.result;
  const std::string places = result.places == 1 ? "" : fmt::format("; {} places", result.places);
  std::string out = headline(
      fmt::format("{} ({}; {}{})", counted.title.empty() ? result.contest.name : counted.title,
                  kind_words(result), limit_of(result), places),
      screen);
  if (counted.open.empty()) {
    out += std::visit(CountTeller(counted, screen), result.counted);
    const std::string words = uncounted_words(counted);
    if (!words.empty()) out += paragraph(words, screen, 2);
  } else {
    out += votes_text(result, result.tally.votes, result.contest.vote_unit, "", screen,
                      counted.withheld) +
           paragraph(counted.open, screen, 2);
  }
  const bool usual = result.rule.id == tabulate::usual_rule().id && result.rule.changed.empty();
  if (!usual) out += rule_text(result.rule, screen);
  if (counted.comparison && counted.open.empty()) out += comparison_text(counted, screen);
  if (counted.margins) out += margins_text(counted, screen);
  for (const CountedContest::Path& path : counted.paths) {
    const std::string words =
        path.path ? fmt::format("{}. {}",
                                marking_words(result.contest, path.path->state, path.path->marks),
                                path_words(result.contest, *path.path))
                  : std::string("does not carry this contest");
    out += paragraph(fmt::format("Card {}: {}.", path.ballot, words), screen, 2);
  }
  for (const CountedContest::Groups& groups : counted.groups) {
    out += groups_text(groups, result.contest, screen);
  }
  return out + "\n";
}

Json count_json(const CountedContest& counted) {
  const ContestCount& result = counted.result;
  const CardContest& contest = result.contest;
  const bool open = !counted.open.empty();
  Json out = open ? Json::object() : std::visit(CountWriter(result), result.counted);
  out["open"] = open ? Json(counted.open) : Json(nullptr);
  out["id"] = contest.id.text;
  out["contest"] = contest.name;
  out["title"] = counted.title.empty() ? contest.name : counted.title;
  out["vote_for"] = contest.vote_for;
  out["ranks"] = contest.ranks;
  out["vote_unit"] = contest.vote_unit;
  out["rule"] = rule_json(result.rule);
  out["places"] = result.places;
  out["votes"] = votes_json(contest, result.tally.votes);
  out["counted"] = result.tally.counted.value();
  out["blank"] = result.tally.blank.value();
  if (contest.ranks > 0) out["no_first_preference"] = result.tally.blank.value();
  out["overvoted"] = result.tally.overvoted.value();
  out["invalid"] = result.tally.invalid.value();
  out["withheld"] = result.tally.redacted.value();
  const Json winners = choice_names_json(contest, tabulate::winners_of(result));
  out["winners"] = open || counted.withheld_may_change ? Json::array() : winners;
  out["winners_without_withheld"] = open ? Json::array() : winners;
  out["withheld_votes"] = votes_json(contest, counted.withheld);
  out["withheld_may_change"] = counted.withheld_may_change;
  const auto* lists = std::get_if<tabulate::ListsCount>(&result.counted);
  Json tied = Json::array();
  for (const ChoiceIndex choice : open ? Choices() : tabulate::tied_of(result)) {
    tied.push_back(lists != nullptr ? lists->lists[choice] : choice_name_of(contest, choice));
  }
  out["tied"] = std::move(tied);
  out["lots"] = lots_json(result);
  if (!open && std::holds_alternative<tabulate::IrvCount>(result.counted)) {
    out["may_win"] = result.may_win ? choice_names_json(contest, *result.may_win) : Json(nullptr);
  }
  if (counted.comparison && !open) out["comparison"] = comparison_json(counted);
  if (counted.margins) out["margins"] = margins_json(counted);
  Json paths = Json::array();
  for (const CountedContest::Path& path : counted.paths) {
    paths.push_back({{"ballot", path.ballot},
                     {"path", path.path ? path_json(contest, *path.path) : Json(nullptr)}});
  }
  out["paths"] = std::move(paths);
  Json groups = Json::array();
  for (const auto& group : counted.groups) groups.push_back(groups_json(group, contest));
  out["groups"] = std::move(groups);
  return out;
}

CsvTable count_table(const std::vector<CountedContest>& contests) {
  const bool grouped = std::ranges::any_of(
      contests, [](const CountedContest& counted) { return !counted.groups.empty(); });
  CsvTable table{"votes", {"contest", "choice", "votes"}, {}};
  if (grouped) table.columns.insert(table.columns.begin() + 1, "unit");
  const auto add = [&](const CardContest& contest, const std::string& unit,
                       const std::string& choice, std::int64_t votes) {
    std::vector<std::string> row = {inert_field(contest.id.text), choice, fmt::format("{}", votes)};
    if (grouped) row.insert(row.begin() + 1, inert_field(unit));
    table.rows.push_back(std::move(row));
  };
  for (const CountedContest& counted : contests) {
    const CardContest& contest = counted.result.contest;
    for (const CountedContest::Groups& groups : counted.groups) {
      for (std::size_t unit = 0; unit < groups.votes.units().size(); ++unit) {
        const auto& row = groups.votes.units()[unit];
        add(contest, row.name, "@ballots", row.ballots);
        for (std::size_t i = 0; i < contest.choices.size(); ++i) {
          add(contest, row.name, inert_field(contest.choices[i].id.text),
              groups.votes.votes(unit, i).value());
        }
      }
    }
    if (grouped) continue;
    for (std::size_t i = 0; i < contest.choices.size(); ++i) {
      add(contest, {}, inert_field(contest.choices[i].id.text),
          counted.result.tally.votes[i].value());
    }
  }
  return table;
}

}  // namespace recanvass::report
