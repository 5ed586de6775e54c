// What is known of each unit beside its tallies: worksheets, explanations, versions of its returns,
// expectations, draw-downs, and the policy that says what a difference means. A part of the
// state (workflow/operation.h). Next: workflow/unit_record.h, which puts it to the rules.
#pragma once

#include "reconcile/unit.h"
#include "workflow/tally.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// One entry of a unit's worksheet. Nothing is overwritten: the latest figure of a line counts.
struct WorksheetEntry {
  std::uint64_t position = 0;
  std::string author;
  std::map<std::string, std::int64_t> figures;  ///< by the line's id (reconcile/figure.h)
  std::string reason;  ///< why a line given before has another figure
};

struct Worksheet {
  std::map<std::string, std::int64_t> figures;  ///< the latest of each line
  reconcile::Inclusion absentee_in_poll_book = reconcile::Inclusion::Unknown;
  reconcile::Inclusion provisional_in_poll_book = reconcile::Inclusion::Unknown;
  reconcile::Inclusion absentee_on_tape = reconcile::Inclusion::Unknown;
  std::map<std::string, std::int64_t> machines;  ///< ballots by machine
  std::vector<WorksheetEntry> history;
};

/// What somebody said of a finding or of a difference between ballots and voters, and what the
/// board made of it.
struct UnitExplanation {
  std::uint64_t position = 0;
  std::string author;
  std::string rule;  ///< "R3"
  std::string about;  ///< what the finding is about; empty: the unit itself
  std::optional<std::int64_t> residual;  ///< of the finding closed; none: there was none
  std::string code;  ///< of recount/causes.h
  std::string words;
  std::string minute;
  std::int64_t ballots = 0;  ///< ballots more (+) or fewer (-) than voters, so explained
  reconcile::ExplanationForm form = reconcile::ExplanationForm::Said;
  reconcile::SecurityShown security = reconcile::SecurityShown::No;
  reconcile::BoardRuling ruling = reconcile::BoardRuling::NotRuled;
  std::string ruled_by;  ///< empty: not ruled
  std::string ruling_minute;
};

/// A line of a machine's tape: what it prints at a position.
struct TapeLine {
  std::string choice;
  std::int64_t votes = 0;
};

/// The unit's returns as they were known on a day.
struct ReturnsVersion {
  std::uint64_t position = 0;
  std::string author;
  std::string label;  ///< "v2", "amended canvass"
  std::string known_on;  ///< day; empty: not stated
  std::string source;
  std::map<std::string, std::int64_t> votes;  ///< as the results system has them, by choice
  std::optional<std::int64_t> ballots;
  std::optional<std::int64_t> blank;
  std::optional<std::int64_t> over;
  std::vector<TapeLine> tape;  ///< in the order of the tape; empty: none was read
  std::string cause;  ///< code; empty: nobody said
  std::string words;  ///< of the cause
  std::string minute;
};

/// That figures of a unit were made public.
struct ReturnsPublication {
  std::uint64_t position = 0;
  std::uint64_t version = 0;  ///< position of the version
};

struct PolicyChange {
  std::uint64_t position = 0;
  std::string from;
  std::string to;
  std::string by;
  std::string approved_by;  ///< the second person
  std::string reason;
};

/// Ballots that the board removed because ballots exceeded voters. They were counted with the
/// others, and are taken off as long as the unit's figures are those that they were drawn from.
struct DrawDown {
  std::uint64_t position = 0;
  std::string author;
  std::string approved_by;
  std::int64_t excess = 0;  ///< ballots found less voters, before
  std::map<std::string, std::int64_t> removed;  ///< ballots by stage
  Tally drawn;  ///< what the ballots removed held
  Tally drawn_from;  ///< what was counted of the unit when they were drawn, them included
  std::string protocol;  ///< how the draw was made, with its seed
  std::string minute;
};

struct Reconciling {
  std::map<std::string, Worksheet> worksheets;  ///< by unit
  std::map<std::string, std::vector<UnitExplanation>> explanations;  ///< by unit, in order
  std::map<std::string, std::vector<ReturnsVersion>> versions;  ///< by unit, oldest first
  std::map<std::string, ReturnsPublication> publications;  ///< by unit, the latest
  /// By county and unit, whether the unit has returns yet or not; by choice.
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::int64_t>> expected_votes;
  std::map<std::string, std::vector<DrawDown>> draw_downs;  ///< by unit; the latest holds
  std::vector<PolicyChange> policy_changes;
};

}  // namespace recanvass::workflow
