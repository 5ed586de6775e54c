#include "reconcile/votes.h"

#include "base/figures.h"
#include "reconcile/permutation.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <bit>
#include <map>

namespace recanvass::reconcile {
namespace {

using election::BallotCount;
using election::ChoiceId;
using election::ContestId;
using election::VoteCount;

struct BallotBase {
  NamedFigure figure;
  std::int64_t largest = 0;  // of all ballot figures known
};

// Paper before machine before canvass; the contest's own figure before all.
std::optional<BallotBase> ballots_of(const UnitRecord& record, const ContestFigures& contest) {
  if (contest.ballots) {
    return BallotBase{{"ballots", contest.ballots->value()}, contest.ballots->value()};
  }
  constexpr std::array kBases = {Figure::BallotsFound, Figure::TapeTotal, Figure::CanvassBallots};
  std::optional<BallotBase> base;
  for (const Figure figure : kBases) {
    const std::optional<std::int64_t> value = value_of(record.figures, figure);
    if (!value) continue;
    if (!base) base = BallotBase{{std::string(row_of(figure).words), *value}, *value};
    base->largest = std::max(base->largest, *value);
  }
  return base;
}

std::optional<VoteCount> votes_in(const ContestFigures& contest, const ChoiceId& choice) {
  for (const ChoiceFigure& figure : contest.choices) {
    if (figure.choice == choice) return figure.votes;
  }
  return std::nullopt;
}

const ContestFigures* contest_in(const std::vector<ContestFigures>& contests, const ContestId& id) {
  for (const ContestFigures& contest : contests) {
    if (contest.contest == id) return &contest;
  }
  return nullptr;
}

Finding compare_fit(const UnitRecord& record, const ContestFigures& contest, Stage stage,
                    const MarkSum& marks, const BallotBase& base) {
  const std::int64_t vote_for = contest.vote_for.value();
  const VoteCount room(VoteCount(base.figure.value) * vote_for);
  const bool over = marks.at_least > room;
  const std::string right =
      vote_for == 1 ? base.figure.name : fmt::format("{} times {}", base.figure.name, vote_for);
  Finding finding = compare(
      Rule::R1, over && stage == Stage::Entry ? Severity::Red : Severity::Amber, record.unit,
      {"votes, blank and overvotes", marks.at_least.value()}, {right, room.value()});
  finding.about = contest.contest.text;
  finding.impossible = marks.at_least > VoteCount(base.largest) * vote_for;
  return finding;
}

}  // namespace

MarkSum marks_of(const ContestFigures& contest) {
  MarkSum marks;
  for (const ChoiceFigure& figure : contest.choices) {
    if (figure.votes) {
      marks.at_least += *figure.votes;
    } else {
      marks.missing.push_back(figure.choice.text);
    }
  }
  if (contest.write_ins) marks.at_least += *contest.write_ins;
  if (contest.blank_votes) marks.at_least += *contest.blank_votes;
  if (contest.over_votes) {
    marks.at_least += *contest.over_votes;
  } else if (contest.over_ballots) {
    marks.at_least += VoteCount(contest.over_ballots->value()) * contest.vote_for.value();
  }
  marks.complete =
      marks.missing.empty() && contest.blank_votes && (contest.over_votes || contest.over_ballots);
  return marks;
}

Findings check_votes_fit(const UnitRecord& record, Stage stage) {
  Findings out;
  for (const ContestFigures& contest : record.contests) {
    const MarkSum marks = marks_of(contest);
    const auto base = ballots_of(record, contest);
    std::vector<std::string> missing = marks.missing;
    if (!base) missing.emplace_back("ballots");
    if (base) {
      const VoteCount room = VoteCount(base->figure.value) * contest.vote_for.value();
      if (marks.at_least > room || (marks.complete && marks.at_least < room)) {
        out.found.push_back(compare_fit(record, contest, stage, marks, *base));
      }
    }
    if (missing.empty()) {
      out.checked.push_back(Rule::R1);
    } else {
      out.not_checked.push_back({Rule::R1, record.unit, contest.contest.text, std::move(missing)});
    }
  }
  return out;
}

namespace {

struct TapeColumns {
  std::vector<std::string> names;
  std::vector<std::int64_t> tape;
  std::vector<std::int64_t> canvass;
  std::vector<std::string> missing;
};

TapeColumns columns_of(const TapeContest& tape, const ContestFigures& contest) {
  TapeColumns columns;
  for (const TapePosition& position : tape.positions) {
    const auto votes = votes_in(contest, position.choice);
    if (!position.votes || !votes) {
      columns.missing.push_back(position.choice.text);
      continue;
    }
    columns.names.push_back(position.choice.text);
    columns.tape.push_back(position.votes->value());
    columns.canvass.push_back(votes->value());
  }
  return columns;
}

Finding compare_tape(const UnitRecord& record, const ContestId& contest,
                     const TapeColumns& columns) {
  std::size_t worst = 0;
  std::int64_t differing = 0;
  for (std::size_t i = 0; i < columns.tape.size(); ++i) {
    const auto apart = [&](std::size_t at) {
      return std::max(columns.tape[at] - columns.canvass[at],
                      columns.canvass[at] - columns.tape[at]);
    };
    if (apart(i) > 0) ++differing;
    if (apart(i) > apart(worst)) worst = i;
  }
  Finding finding =
      compare(Rule::R6, Severity::Red, record.unit,
              {fmt::format("tape, {}", columns.names[worst]), columns.tape[worst]},
              {fmt::format("results, {}", columns.names[worst]), columns.canvass[worst]});
  finding.about = contest.text;
  if (differing > 1) finding.words += fmt::format("; {} names differ", differing);
  if (const auto match = match_columns(columns.tape, columns.canvass)) {
    finding.words += "; " + words_of(*match, columns.names);
  }
  return finding;
}

}  // namespace

Findings check_tapes(const UnitRecord& record) {
  Findings out;
  for (const TapeContest& tape : record.tapes) {
    const ContestFigures* contest = contest_in(record.contests, tape.contest);
    if (contest == nullptr) {
      out.not_checked.push_back(
          {Rule::R6, record.unit, tape.contest.text, {"the contest in the results"}});
      continue;
    }
    TapeColumns columns = columns_of(tape, *contest);
    if (columns.tape != columns.canvass) {
      out.found.push_back(compare_tape(record, tape.contest, columns));
    }
    if (columns.missing.empty()) {
      out.checked.push_back(Rule::R6);
    } else {
      out.not_checked.push_back(
          {Rule::R6, record.unit, tape.contest.text, std::move(columns.missing)});
    }
  }
  return out;
}

Findings check_zero_votes(const UnitRecord& record, const Thresholds& thresholds) {
  Findings out;
  for (const ContestFigures& contest : record.contests) {
    for (const ChoiceFigure& figure : contest.choices) {
      if (!figure.votes || !figure.expected) continue;
      out.checked.push_back(Rule::R9);
      const bool zero =
          *figure.votes == VoteCount(0) && *figure.expected >= thresholds.expected_for_zero;
      const bool single =
          *figure.votes < VoteCount(10) && *figure.expected >= thresholds.expected_for_single;
      if (!zero && !single) continue;
      out.found.push_back(
          compare(Rule::R9, Severity::Red, record.unit,
                  {fmt::format("votes of {}", figure.choice.text), figure.votes->value()},
                  {"votes expected", figure.expected->value()}));
      out.found.back().about = contest.contest.text;
    }
  }
  return out;
}

// In tenths of a vote, so that whole numbers do.
bool zeros_beyond_chance(const ZeroTally& tally, const Thresholds& thresholds) {
  if (tally.empty_units == 0) return false;
  const auto bits =
      static_cast<std::int64_t>(std::bit_width(static_cast<std::uint64_t>(tally.units)));
  const VoteCount chosen = VoteCount(7) * (tally.units - tally.empty_units) * bits;
  return tally.expected_in_empty * 10 >= thresholds.expected_missing * 10 + chosen;
}

Findings check_zero_units(std::span<const UnitRecord> records, const Thresholds& thresholds) {
  std::map<std::pair<std::string, std::string>, ZeroTally> tallies;
  for (const UnitRecord& record : records) {
    for (const ContestFigures& contest : record.contests) {
      for (const ChoiceFigure& figure : contest.choices) {
        if (!figure.votes || !figure.expected || *figure.expected < VoteCount(1)) continue;
        ZeroTally& tally = tallies[{contest.contest.text, figure.choice.text}];
        ++tally.units;
        if (*figure.votes > VoteCount(0)) continue;
        ++tally.empty_units;
        tally.expected_in_empty += *figure.expected;
      }
    }
  }
  Findings out;
  for (const auto& [key, tally] : tallies) {
    out.checked.push_back(Rule::R9);
    if (tally.empty_units == 0) continue;
    const bool many = zeros_beyond_chance(tally, thresholds);
    Finding finding =
        compare(Rule::R9, many ? Severity::Red : Severity::Info, "", {"votes in those units", 0},
                {"votes expected there", tally.expected_in_empty.value()});
    finding.about = key.first;
    finding.words = fmt::format(
        "{}: zero in {} of {} units where at least one vote is expected; {} were expected there",
        key.second, base::grouped(tally.empty_units), base::grouped(tally.units),
        base::counted(tally.expected_in_empty.value(), "vote", "votes"));
    out.found.push_back(std::move(finding));
  }
  return out;
}

namespace {

std::optional<BallotCount> ballots_now(const UnitRecord& record) {
  if (record.figures.canvass_ballots) return record.figures.canvass_ballots;
  return record.figures.tape_total;
}

// Votes of all choices, when every one is known now and before and each has doubled.
std::optional<VoteCount> doubled_votes(const ContestFigures& before, const ContestFigures& now) {
  VoteCount sum;
  for (const ChoiceFigure& figure : now.choices) {
    const auto earlier = votes_in(before, figure.choice);
    if (!figure.votes || !earlier || *figure.votes != *earlier * 2) return std::nullopt;
    sum += *earlier;
  }
  return sum;
}

}  // namespace

Findings check_doubling(const UnitRecord& record, const Thresholds& thresholds) {
  Findings out;
  if (record.earlier.empty()) return out;
  const UnitVersion& before = record.earlier.back();
  const auto now = ballots_now(record);
  if (now && before.ballots) {
    out.checked.push_back(Rule::R10);
    if (*now == *before.ballots * 2 && *before.ballots >= thresholds.doubled_from) {
      out.found.push_back(compare(Rule::R10, Severity::Red, record.unit, {"ballots", now->value()},
                                  {"ballots before", before.ballots->value()}));
      out.found.back().words += "; exactly twice the earlier figure";
    }
    return out;
  }
  for (const ContestFigures& contest : record.contests) {
    const ContestFigures* earlier = contest_in(before.contests, contest.contest);
    if (earlier == nullptr || contest.choices.empty()) continue;
    out.checked.push_back(Rule::R10);
    const auto votes = doubled_votes(*earlier, contest);
    if (!votes || votes->value() < thresholds.doubled_from.value()) continue;
    out.found.push_back(compare(Rule::R10, Severity::Red, record.unit,
                                {"votes", (*votes * 2).value()}, {"votes before", votes->value()}));
    out.found.back().about = contest.contest.text;
    out.found.back().words += "; every choice is exactly twice the earlier figure";
  }
  return out;
}

namespace {

struct VersionView {
  std::string label;
  std::optional<BallotCount> ballots;
  const std::vector<ContestFigures>* contests;
  std::string cause;
  std::string minute;
};

std::vector<VersionView> versions_of(const UnitRecord& record) {
  std::vector<VersionView> views;
  for (const UnitVersion& version : record.earlier) {
    views.push_back(
        {version.label, version.ballots, &version.contests, version.cause, version.minute});
  }
  views.push_back({"latest", ballots_now(record), &record.contests, record.revision_cause,
                   record.revision_minute});
  return views;
}

// What differs between two versions: the largest change leads, the number of all follows.
std::optional<Finding> compare_versions(const std::string& unit, const VersionView& before,
                                        const VersionView& now) {
  struct Change {
    NamedFigure earlier;
    NamedFigure later;
    std::int64_t size;
  };
  std::vector<Change> changes;
  const auto note = [&](const std::string& name, std::int64_t was, std::int64_t is) {
    if (was == is) return;
    changes.push_back({{name + " before", was}, {name, is}, was > is ? was - is : is - was});
  };
  if (before.ballots && now.ballots) note("ballots", before.ballots->value(), now.ballots->value());
  for (const ContestFigures& contest : *now.contests) {
    const ContestFigures* earlier = contest_in(*before.contests, contest.contest);
    if (earlier == nullptr) continue;
    for (const ChoiceFigure& figure : contest.choices) {
      const auto was = votes_in(*earlier, figure.choice);
      if (was && figure.votes) note(figure.choice.text, was->value(), figure.votes->value());
    }
  }
  if (changes.empty()) return std::nullopt;
  const auto largest = std::ranges::max_element(changes, {}, &Change::size);
  Finding finding = compare(Rule::R11, Severity::Red, unit, largest->later, largest->earlier);
  finding.about = now.label;
  finding.words +=
      fmt::format("; {} changed, and no {} is given",
                  base::counted(static_cast<std::int64_t>(changes.size()), "figure", "figures"),
                  now.cause.empty() ? "cause" : "minute of the cause");
  return finding;
}

}  // namespace

Findings check_revisions(const UnitRecord& record) {
  Findings out;
  const std::vector<VersionView> versions = versions_of(record);
  for (std::size_t i = 1; i < versions.size(); ++i) {
    out.checked.push_back(Rule::R11);
    if (!versions[i].cause.empty() && !versions[i].minute.empty()) continue;
    if (auto finding = compare_versions(record.unit, versions[i - 1], versions[i])) {
      out.found.push_back(std::move(*finding));
    }
  }
  return out;
}

namespace {

using NamedValues = std::map<std::string, std::optional<std::int64_t>>;

template <class Tag>
std::optional<std::int64_t> number_of(const std::optional<base::Count<Tag>>& figure) {
  if (!figure) return std::nullopt;
  return figure->value();
}

NamedValues values_of(const BlindEntry& entry) {
  NamedValues values;
  for (const ContestFigures& contest : entry.contests) {
    const std::string start = contest.contest.text + ", ";
    for (const ChoiceFigure& figure : contest.choices) {
      values[start + figure.choice.text] = number_of(figure.votes);
    }
    values[start + "write-ins"] = number_of(contest.write_ins);
    values[start + "blank"] = number_of(contest.blank_votes);
    values[start + "overvotes"] = number_of(contest.over_ballots);
    values[start + "ballots"] = number_of(contest.ballots);
  }
  return values;
}

std::string shown(const std::optional<std::int64_t>& value) {
  return value ? base::grouped(*value) : "nothing";
}

NamedFigure side_of(std::string name, const std::optional<std::int64_t>& value) {
  return {std::move(name), value.value_or(0), value ? "" : "nothing"};
}

}  // namespace

Findings check_entries(const UnitRecord& record) {
  Findings out;
  if (!record.entry_a || !record.entry_b) {
    std::vector<std::string> missing;
    if (!record.entry_a) missing.emplace_back("entry A");
    if (!record.entry_b) missing.emplace_back("entry B");
    out.not_checked.push_back({Rule::R12, record.unit, "", std::move(missing)});
    return out;
  }
  NamedValues first = values_of(*record.entry_a);
  NamedValues second = values_of(*record.entry_b);
  for (const auto& [name, value] : first) second.try_emplace(name, std::nullopt);
  for (const auto& [name, value] : second) first.try_emplace(name, std::nullopt);
  out.checked.push_back(Rule::R12);
  for (const auto& [name, value] : first) {
    if (value == second[name]) continue;
    Finding finding = compare(Rule::R12, Severity::Red, record.unit, side_of("entry A", value),
                              side_of("entry B", second[name]));
    finding.about = name;
    finding.words = fmt::format("{}: entry A says {}, entry B says {}", name, shown(value),
                                shown(second[name]));
    out.found.push_back(std::move(finding));
  }
  if (record.entry_a->person == record.entry_b->person) {
    Finding finding;
    finding.rule = Rule::R12;
    finding.unit = record.unit;
    finding.severity = Severity::Red;
    finding.about = "persons";
    finding.left = {"entry A", 0, "the same person"};
    finding.right = {"entry B", 0, "the same person"};
    finding.words = "both entries were made by the same person";
    out.found.push_back(std::move(finding));
  }
  return out;
}

}  // namespace recanvass::reconcile
