#include "report/count_rounds.h"

#include "base/figures.h"
#include "report/count_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace recanvass::report {
namespace {

using base::Json;
using election::CardContest;
using election::ChoiceIndex;
using tabulate::Choices;
using tabulate::Inactive;
using tabulate::IrvCount;
using tabulate::IrvEnding;
using tabulate::IrvRound;
using tabulate::StvCount;
using tabulate::StvEnding;
using tabulate::StvStage;

std::string irv_ending(const CardContest& contest, const IrvCount& result) {
  switch (result.ending) {
    case IrvEnding::Won: {
      const IrvRound& last = result.rounds.back();
      const std::string how = last.by_lot ? ", by lot"
                              : last.decided_by_round > 0
                                  ? fmt::format(", ahead in round {}", last.decided_by_round)
                                  : "";
      return fmt::format("{} wins in round {}{}.", choice_name_of(contest, *result.winner),
                         result.rounds.size(), how);
    }
    case IrvEnding::TiedForWin:
      return fmt::format("Tied: {}. Only a lot elects one of them.",
                         choice_names_of(contest, result.tied));
    case IrvEnding::TiedForElimination:
      return fmt::format(
          "The count stops: {} are equal with the fewest votes, and the rules have a lot drawn.",
          choice_names_of(contest, result.tied));
    case IrvEnding::NobodyHasVotes: return "Nobody has a vote.";
  }
  return {};
}

const char* ending_id(IrvEnding ending) {
  switch (ending) {
    case IrvEnding::Won: return "won";
    case IrvEnding::TiedForWin: return "tied-for-win";
    case IrvEnding::TiedForElimination: return "tied-for-elimination";
    case IrvEnding::NobodyHasVotes: return "nobody-has-votes";
  }
  return "";
}

std::string how_decided(int by_round, bool by_lot, const char* round) {
  if (by_lot) return ", by lot";
  return by_round > 0 ? fmt::format(", behind in {} {}", round, by_round) : std::string();
}

// "to Ada 5, to Ben 3, exhausted 2"
std::string transfers_words(const CardContest& contest, const IrvRound& round) {
  std::map<ChoiceIndex, std::int64_t> to;
  std::map<Inactive, std::int64_t> to_nobody;
  for (const tabulate::IrvTransfer& transfer : round.transfers) {
    (transfer.to ? to[*transfer.to] : to_nobody[transfer.inactive]) += transfer.votes.value();
  }
  std::string out;
  const auto add = [&](const std::string& words, std::int64_t votes) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", words, base::grouped(votes));
  };
  for (const auto& [choice, votes] : to) add("to " + choice_name_of(contest, choice), votes);
  for (const auto& [cause, votes] : to_nobody) add(tabulate::words_of(cause), votes);
  return out;
}

std::string round_text(const CardContest& contest, const IrvRound& round, std::size_t number,
                       const Screen& screen) {
  std::string out =
      fmt::format("  Round {}: {}, {} needed\n", number,
                  base::counted(round.active.value(), "ballot counts", "ballots count"),
                  base::grouped(round.needed.value()));
  Table table({{"", Align::Left, true}, {"", Align::Right}});
  for (const ChoiceIndex choice : ordered_by_votes(round.votes)) {
    if (std::ranges::find(round.standing, choice) == round.standing.end()) continue;
    table.add({{choice_name_of(contest, choice)}, {base::grouped(round.votes[choice].value())}});
  }
  for (std::size_t cause = 0; cause < tabulate::kInactiveCauses; ++cause) {
    const std::int64_t cards = round.inactive[cause].value();
    if (cards == 0) continue;
    table.add({{tabulate::words_of(static_cast<Inactive>(cause)), Tone::Faint},
               {base::grouped(cards), Tone::Faint}});
  }
  out += table.text(screen, 4);
  if (!round.eliminated.empty()) {
    const std::string went = transfers_words(contest, round);
    out += paragraph(fmt::format("Out: {}{}.{}", choice_names_of(contest, round.eliminated),
                                 how_decided(round.decided_by_round, round.by_lot, "round"),
                                 went.empty() ? "" : " Ballots go " + went + "."),
                     screen, 4);
  }
  return out;
}

Json choice_or_null(const CardContest& contest, std::optional<ChoiceIndex> choice) {
  return choice ? Json(choice_name_of(contest, *choice)) : Json(nullptr);
}

Json round_json(const IrvRound& round, const CardContest& contest) {
  Json votes = Json::array();
  for (const ChoiceIndex choice : round.standing) {
    votes.push_back(
        {{"choice", choice_name_of(contest, choice)}, {"votes", round.votes[choice].value()}});
  }
  Json inactive = Json::object();
  for (std::size_t cause = 0; cause < tabulate::kInactiveCauses; ++cause) {
    inactive[tabulate::words_of(static_cast<Inactive>(cause))] = round.inactive[cause].value();
  }
  Json transfers = Json::array();
  for (const tabulate::IrvTransfer& transfer : round.transfers) {
    transfers.push_back(
        {{"from", choice_or_null(contest, transfer.from)},
         {"to", choice_or_null(contest, transfer.to)},
         {"cause", transfer.to ? Json(nullptr) : Json(tabulate::words_of(transfer.inactive))},
         {"votes", transfer.votes.value()}});
  }
  return {{"active", round.active.value()},
          {"needed", round.needed.value()},
          {"votes", std::move(votes)},
          {"inactive", std::move(inactive)},
          {"eliminated", choice_names_json(contest, round.eliminated)},
          {"transfers", std::move(transfers)},
          {"tied", choice_names_json(contest, round.tied)},
          {"decided_by_round", round.decided_by_round},
          {"by_lot", round.by_lot}};
}

// ---- single transferable votes ----

std::string stage_head(const CardContest& contest, const StvStage& stage) {
  const std::string whose = choice_names_of(contest, stage.of);
  const std::string value = stage.value && *stage.value != base::Rational(1)
                                ? fmt::format(" at {} each", stage.value->text())
                                : std::string();
  const std::string how = how_decided(stage.decided_by_stage, stage.by_lot, "stage");
  switch (stage.what) {
    case StvStage::What::FirstPreferences: return "first preferences";
    case StvStage::What::Surplus: return fmt::format("surplus of {}{}{}", whose, value, how);
    case StvStage::What::Exclusion: return fmt::format("papers of {}{}{}, out", whose, value, how);
    case StvStage::What::LastSeats: return "the last seats";
  }
  return {};
}

std::string stage_text(const CardContest& contest, const StvCount& result, std::size_t number,
                       const Screen& screen) {
  const StvStage& stage = result.stages[number];
  std::string out =
      paragraph(fmt::format("Stage {}: {}", number + 1, stage_head(contest, stage)), screen, 2);
  const auto got = [&](std::optional<ChoiceIndex> choice) -> std::string {
    for (const tabulate::StvTransfer& transfer : stage.transfers) {
      if (transfer.to == choice) return "+" + votes_in_unit(transfer.votes, result.unit);
    }
    return {};
  };
  Table table({{"", Align::Left, true}, {"", Align::Right}, {"", Align::Right}});
  for (const ChoiceIndex choice : ordered_by_votes(stage.votes)) {
    const bool gone = stage.votes[choice] == election::VoteCount(0) && got(choice).empty();
    if (gone && number > 0) continue;
    table.add({{choice_name_of(contest, choice)},
               {number == 0 ? std::string() : got(choice)},
               {votes_in_unit(stage.votes[choice], result.unit)}});
  }
  const auto add_rest = [&](const char* words, election::VoteCount votes) {
    if (votes == election::VoteCount(0)) return;
    table.add({{words, Tone::Faint}, {}, {votes_in_unit(votes, result.unit), Tone::Faint}});
  };
  add_rest("exhausted", stage.exhausted);
  add_rest("lost to fractions", stage.lost);
  out += table.text(screen, 4);
  if (!stage.elected.empty()) {
    out +=
        paragraph(fmt::format("Elected: {}.", choice_names_of(contest, stage.elected)), screen, 4);
  }
  return out;
}

std::string stv_ending(const CardContest& contest, const StvCount& result) {
  switch (result.ending) {
    case StvEnding::Filled:
      return fmt::format("Elected, in this order: {}.", choice_names_of(contest, result.elected));
    case StvEnding::NeedsLot:
      return fmt::format("The count stops: {} are equal, and the rules have a lot drawn.",
                         choice_names_of(contest, result.tied));
    case StvEnding::TooFew:
      return fmt::format("Fewer stand than there are seats. Elected: {}.",
                         choice_names_of(contest, result.elected));
    case StvEnding::NobodyHasVotes: return "Nobody has a vote.";
  }
  return {};
}

const char* ending_id(StvEnding ending) {
  switch (ending) {
    case StvEnding::Filled: return "filled";
    case StvEnding::NeedsLot: return "needs-lot";
    case StvEnding::TooFew: return "too-few";
    case StvEnding::NobodyHasVotes: return "nobody-has-votes";
  }
  return "";
}

const char* stage_id(StvStage::What what) {
  switch (what) {
    case StvStage::What::FirstPreferences: return "first-preferences";
    case StvStage::What::Surplus: return "surplus";
    case StvStage::What::Exclusion: return "exclusion";
    case StvStage::What::LastSeats: return "last-seats";
  }
  return "";
}

Json stage_json(const CardContest& contest, const StvStage& stage) {
  Json votes = Json::array();
  for (std::size_t i = 0; i < stage.votes.size(); ++i) {
    votes.push_back({{"choice", contest.choices[i].name}, {"votes", stage.votes[i].value()}});
  }
  Json transfers = Json::array();
  for (const tabulate::StvTransfer& transfer : stage.transfers) {
    transfers.push_back({{"to", choice_or_null(contest, transfer.to)},
                         {"papers", transfer.papers.value()},
                         {"votes", transfer.votes.value()}});
  }
  return {{"what", stage_id(stage.what)},
          {"of", choice_names_json(contest, stage.of)},
          {"value", stage.value ? Json(stage.value->text()) : Json(nullptr)},
          {"transfers", std::move(transfers)},
          {"votes", std::move(votes)},
          {"exhausted", stage.exhausted.value()},
          {"lost", stage.lost.value()},
          {"elected", choice_names_json(contest, stage.elected)},
          {"tied", choice_names_json(contest, stage.tied)},
          {"decided_by_stage", stage.decided_by_stage},
          {"by_lot", stage.by_lot}};
}

// ---- paths ----

std::string step_words(const CardContest& contest, const tabulate::PathStep& step) {
  if (step.counts_for) return choice_name_of(contest, *step.counts_for);
  return fmt::format("nobody ({})", tabulate::words_of(step.inactive));
}

std::string step_words(const CardContest& contest, const tabulate::StvPathStep& step) {
  if (!step.held_by) return fmt::format("nobody ({})", tabulate::words_of(step.inactive));
  const std::string name = choice_name_of(contest, *step.held_by);
  return step.value == "1" ? name : fmt::format("{} at {}", name, step.value);
}

template <class Step>
std::string steps_words(const CardContest& contest, const std::vector<Step>& steps, const char* one,
                        const char* many) {
  std::string out;
  for (std::size_t first = 0; first < steps.size();) {
    const std::string words = step_words(contest, steps[first]);
    std::size_t end = first + 1;
    while (end < steps.size() && step_words(contest, steps[end]) == words) ++end;
    const std::string which = end == first + 1 ? fmt::format("{} {}", one, first + 1)
                                               : fmt::format("{} {} to {}", many, first + 1, end);
    out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", which, words);
    first = end;
  }
  return out;
}

}  // namespace

std::string runoff_text(const CardContest& contest, const IrvCount& result, const Screen& screen) {
  std::string out;
  for (std::size_t round = 0; round < result.rounds.size(); ++round) {
    out += round_text(contest, result.rounds[round], round + 1, screen);
  }
  return out + paragraph(irv_ending(contest, result), screen, 2);
}

Json runoff_json(const CardContest& contest, const IrvCount& result) {
  Json rounds = Json::array();
  for (const IrvRound& round : result.rounds) rounds.push_back(round_json(round, contest));
  return {{"rounds", std::move(rounds)},
          {"ending", ending_id(result.ending)},
          {"winner", choice_or_null(contest, result.winner)}};
}

std::string stages_text(const CardContest& contest, const StvCount& result, const Screen& screen) {
  std::string out =
      paragraph(fmt::format("Quota: {}", votes_in_unit(result.quota, result.unit)), screen, 2);
  for (std::size_t stage = 0; stage < result.stages.size(); ++stage) {
    out += stage_text(contest, result, stage, screen);
  }
  return out + paragraph(stv_ending(contest, result), screen, 2);
}

Json stages_json(const CardContest& contest, const StvCount& result) {
  Json stages = Json::array();
  for (const StvStage& stage : result.stages) stages.push_back(stage_json(contest, stage));
  return {{"quota", result.quota.value()},
          {"unit", result.unit},
          {"stages", std::move(stages)},
          {"ending", ending_id(result.ending)}};
}

std::string path_words(const CardContest& contest, const tabulate::CardPath& path) {
  if (!path.rounds.empty()) return steps_words(contest, path.rounds, "round", "rounds");
  if (!path.stages.empty()) return steps_words(contest, path.stages, "stage", "stages");
  std::string out;
  for (std::size_t i = 0; i < path.gives.size(); ++i) {
    if (path.gives[i] == election::VoteCount(0)) continue;
    out += fmt::format("{}{} to {}", out.empty() ? "gives " : ", ",
                       votes_in_unit(path.gives[i], contest.vote_unit), contest.choices[i].name);
  }
  return out.empty() ? "counts for nobody" : out;
}

Json path_json(const CardContest& contest, const tabulate::CardPath& path) {
  Json out{{"marks", marking_words(contest, path.state, path.marks)}};
  Json rounds = Json::array();
  for (const tabulate::PathStep& step : path.rounds) {
    rounds.push_back(
        {{"counts_for", choice_or_null(contest, step.counts_for)},
         {"cause", step.counts_for ? Json(nullptr) : Json(tabulate::words_of(step.inactive))}});
  }
  Json stages = Json::array();
  for (const tabulate::StvPathStep& step : path.stages) {
    stages.push_back({{"held_by", choice_or_null(contest, step.held_by)}, {"value", step.value}});
  }
  Json gives = Json::array();
  for (std::size_t i = 0; i < path.gives.size(); ++i) {
    if (path.gives[i] == election::VoteCount(0)) continue;
    gives.push_back({{"choice", contest.choices[i].name}, {"votes", path.gives[i].value()}});
  }
  out["rounds"] = std::move(rounds);
  out["stages"] = std::move(stages);
  out["gives"] = std::move(gives);
  return out;
}

}  // namespace recanvass::report
