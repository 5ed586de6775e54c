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
  std::optional<std::int64_t> said_before;  ///< the figures of the claim
  std::optional<std::int64_t> said_after;
};

/// Units whose share of something is unlike what it was and unlike that of units of their size.
struct UnlikeAsk {
  std::string events;  ///< measures
  std::string trials;
  std::string events_before;
  std::string trials_before;
};

/// An outcome on a property, in every defensible way.
struct CurveAsk {
  CurveQuestion question;
  std::string votes;  ///< measure: votes of a unit in the contest
  /// Which side of a 0/1 property the claim is about; no value: the property is a number.
  std::optional<int> concerned;
  std::optional<double> said;  ///< the coefficient of the claim
  struct Elsewhere {
    std::string level;
    std::string outcome;
    std::string property;
    std::string words;  ///< "states whose counties use both kinds"
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

/// What figures alone cannot be: the rules of reconciliation on returns. Measures; empty: not
/// known. Answered in workflow/screen_rules.h, as rules and screens do not see each other.
struct RulesAsk {
  std::string registered;
  std::string voters;
  std::string ballots;
  std::vector<std::string> choices;  ///< votes of each
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
  // Measures of a unit whose paper is looked at; empty: not known.
  std::string ballots;  ///< ballots cast
  std::string leader;  ///< votes of the two leading choices
  std::string runner_up;
  std::variant<RiseAsk, UnlikeAsk, CurveAsk, FunnelAsk, RecountedAsk, DigitsAsk, RulesAsk> ask;
};

}  // namespace recanvass::screen
