// The questions of a screening, as written down in the package before any figure is looked at:
// screening.toml (docs/formats/screening.md), read by formats/screening_file.h. Each is answered by
// screen/answer.h.
#pragma once

#include "screen/specification.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace recanvass::screen {

/// Two figures added up over all units: is the fact a fact?
struct RiseAsk {
  struct Part {
    std::string words;
    std::string before;  ///< measures
    std::string after;
  };
  Part whole;
  std::vector<Part> parts;  ///< of the whole; empty: not told apart
  std::vector<Part> beside;  ///< other sums of the same thing, told beside it
  /// Units whose figure of a year is below `below` of another that it should nearly reach (where
  /// that one is `from` or more) are slips: the rise is told again with them filled in.
  struct Fill {
    Part of;
    double below = 0.0;
    std::int64_t from = 1;
  };
  std::optional<Fill> fill;
  std::optional<std::int64_t> said_before;  ///< the figures of the claim
  std::optional<std::int64_t> said_after;
};

/// Figures of one form of which one cannot be more than the other, and should be a good part of it.
struct WithinAsk {
  struct Pair {
    std::string words;  ///< "absentee ballots counted, of those issued, 2012"
    std::string part;  ///< measures
    std::string whole;
    std::optional<double> least;  ///< a part below this share of the whole is told too
    std::int64_t from = 1;  ///< where the whole is this much
  };
  std::vector<Pair> pairs;
};

/// Units whose share of something is unlike what it was and unlike that of units of their size.
struct UnlikeAsk {
  std::string events;  ///< measures
  std::string trials;
  std::string events_before;
  std::string trials_before;
};

/// Votes or ballots of units by mode of voting: whose mode is unlike the unit's other modes?
struct ModesAsk {
  struct Mode {
    std::string words;  ///< "by mail"
    std::string events;  ///< measures
    std::string trials;
    std::string events_before = {};  ///< of the same mode at an earlier election; empty: none
    std::string trials_before = {};
  };
  std::vector<Mode> modes;  ///< two or more; the others are told beside the first
  std::vector<std::string> hold;  ///< measures that the effect of a mode varies with
  bool within_groups = false;  ///< each group has mode effects of its own
  /// The same at elections that nobody disputes.
  struct Placebo {
    std::string words;  ///< "2012"
    std::vector<Mode> modes;
  };
  std::vector<Placebo> placebos;
};

/// An outcome on a property, in every defensible way.
struct CurveAsk {
  CurveQuestion question;
  std::string votes;  ///< measure: votes of a unit in the contest
  /// Whose share of votes the first outcome is about, and whether it falls as that outcome grows.
  /// Empty: the outcome is no share of a choice.
  std::string votes_of = {};
  bool falls = false;
  /// Which side of a 0/1 property the claim is about; no value: the property is a number.
  std::optional<int> concerned;
  std::optional<double> said;  ///< the coefficient of the claim
  struct Elsewhere {
    std::string level;
    std::string outcome;
    std::string property;
    std::string words;  ///< "states whose counties use both kinds"
    std::vector<std::string> except = {};  ///< groups left out: the claim's own
  };
  std::optional<Elsewhere> elsewhere;
};

/// Rates of units beside each other, by their size.
struct FunnelAsk {
  std::string events;
  std::string trials;
};

/// What a recount changed, by what had counted first.
struct RecountedAsk {
  std::string label;
  std::string votes;  ///< measures
  std::string moved;
  std::string moved_named;
  std::string net;
};

/// Last digits of these measures, each a test of one family.
struct DigitsAsk {
  std::vector<std::string> measures;
};

/// Units whose votes for the choices are unlike what else is known of them lets expect.
struct OutliersAsk {
  std::vector<std::string> choices;  ///< votes of each, two or more; the first is the base
  std::vector<std::string> hold;  ///< measures
};

/// Shares of a choice that too many units have, and whole percents.
struct PeaksAsk {
  std::string votes;  ///< measures: of the choice, and of all
  std::string all;
};

/// Turnout beside share, of every unit: a picture and no test.
struct FingerprintAsk {
  std::string votes;  ///< measures: of the choice, of all, and those who could have voted
  std::string all;
  std::string eligible;
};

/// A claim about first or second digits, made again as it was made.
struct DigitClaimAsk {
  int digit = 2;  ///< 1 is refused, with why
  std::vector<std::string> measures;
  std::string all;  ///< measure: votes of a unit in all
  double within = 0.0;  ///< correlation of votes within a unit, of the simulated null
};

/// What figures alone cannot be: the rules of reconciliation on returns. Measures; empty: not
/// known. Answered in workflow/screen_rules.h, as rules and screens do not see each other.
struct RulesAsk {
  std::string registered;
  std::string voters;
  std::string ballots;
  std::vector<std::string> choices;  ///< votes of each
  std::string total = {};  ///< votes of all choices as the file adds them up
  /// Votes of the first choices at an earlier election of the same units, in the same order.
  std::vector<std::string> before = {};
  /// A part and what it is a part of: never more.
  std::vector<std::pair<std::string, std::string>> within = {};
};

struct Question {
  std::string id;
  std::string family;
  std::string title;
  std::string said;  ///< what was said in public; empty: nobody said anything
  std::string source;  ///< of what was said
  std::string level;  ///< of units
  std::vector<std::string> innocent;
  std::string paper;  ///< what paper would settle, and what it would not
  /// The paper is ballots that were counted, not forms, logs or envelopes: a sample can be planned.
  bool reads_ballots = false;
  std::string base_rate = {};  ///< how often this was seen where nobody disputes anything
  // Measures of a unit whose paper is looked at; empty: not known.
  std::string ballots;  ///< ballots cast
  std::string leader;  ///< votes of the two leading choices
  std::string runner_up;
  std::variant<RiseAsk, WithinAsk, UnlikeAsk, ModesAsk, CurveAsk, FunnelAsk, RecountedAsk,
               DigitsAsk, RulesAsk, OutliersAsk, PeaksAsk, FingerprintAsk, DigitClaimAsk>
      ask;
};

}  // namespace recanvass::screen
