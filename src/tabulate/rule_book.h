// Every rule that the program counts by, under one name each: methods as they are generally known,
// and places' rules as they write them. What `recanvass tabulate --rule` takes.
// Next: tabulate/rule_settings.h to change a setting, tabulate/contest_count.h to count.
#pragma once

#include "tabulate/irv_rules.h"
#include "tabulate/pairwise.h"
#include "tabulate/place_reading.h"
#include "tabulate/proportional.h"
#include "tabulate/stv_rules.h"
#include "tabulate/votes.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace recanvass::tabulate {

/// Votes added up; who has the most is elected. Approval where there is no limit.
struct MostVotesRule {
  enum class Limit : std::uint8_t {
    AsOnBallot,  ///< what the export says may be marked; where it does not say, no limit
    None,
    Given,
  };
  Limit limit = Limit::AsOnBallot;
  std::int64_t votes_max = 1;  ///< of Given
};

/// A share of all votes is needed; nobody may have it.
struct ShareRule {
  ShareNeeded needed;
};

/// The share elects; else those with the most votes meet in a second election.
struct RunoffRule {
  ShareNeeded needed = {base::Rational(1, 2), Reach::Above};
  std::int64_t advance = 2;
};

/// Points by rank.
struct PositionsRule {
  enum class Points : std::uint8_t { Borda, Dowdall };
  /// How many places have points, of which Borda's fall by one each.
  enum class Places : std::uint8_t { OfChoices, OfRanks, OfCard };
  Points points = Points::Borda;
  Places places = Places::OfChoices;
  std::int64_t last_points = 0;  ///< of the last place, Borda's
  PlaceReading reading = {};
  friend bool operator==(const PositionsRule&, const PositionsRule&) = default;
};

/// Votes added up of which one choice may have several. Where an export has them as ranks, each
/// rank that is marked is a vote.
struct CumulativeRule {
  std::int64_t votes_max = 0;  ///< of a card; 0: as many as the ballot has room for
};

/// The sum of the scores given.
struct ScoresRule {
  std::int64_t score_max = 0;  ///< a card that gives more counts for nobody; 0: no limit
};

/// Scores, then the two highest by preference.
struct StarRule {
  std::int64_t score_max = 5;
};

/// Every choice against every other.
struct PairwiseRule {
  enum class Method : std::uint8_t { CondorcetOnly, RankedPairs, Schulze, Minimax };
  Method method = Method::CondorcetOnly;
  DefeatStrength strength = DefeatStrength::WinningVotes;
  PlaceReading reading = kOrderOnly;
  Unranked unranked = Unranked::Below;
};

/// Seats for lists: each choice is a list, or candidates of lists that are named in `list_of`.
struct ListsRule {
  SeatMethod method = SeatMethod::DHondt;
  std::optional<ShareNeeded> threshold;
};

using Method =
    std::variant<MostVotesRule, CumulativeRule, ShareRule, RunoffRule, PositionsRule, ScoresRule,
                 StarRule, PairwiseRule, ListsRule, IrvRules, StvRules, OrderedStvRules>;

struct Rule {
  std::string id;        ///< "schulze", "us-ca-oakland"
  std::string name;      ///< "Schulze's method", "Oakland (Alameda County)"
  std::string citation;  ///< the statute, or who described the method
  RuleConfidence confidence = RuleConfidence::High;
  std::string open;  ///< what the text leaves open and how it is read here; may be empty
  std::int64_t places = 0;  ///< to fill; 0: as many as may be marked, one where ranks are
  Method method;
  /// Settings that were changed, "a blank rank ends the ballot"; empty: as written.
  std::vector<std::string> changed;
};

/// Every rule: methods first, then places, each by id.
[[nodiscard]] const std::vector<Rule>& rule_book();

/// No value: there is no rule of that id.
[[nodiscard]] std::optional<Rule> rule_named(std::string_view id);

/// Plurality, or vote-for-n where the contest has several places: what a contest without ranks is
/// counted by unless somebody says otherwise.
[[nodiscard]] Rule usual_rule();

/// True for methods that need ranks on the ballot.
[[nodiscard]] bool needs_ranks(const Method& method);

/// The places that a rule fills in a contest; at least 1.
[[nodiscard]] std::int64_t places_of(const Rule& rule, const election::CardContest& contest);

/// "an instant runoff", "single transferable votes", ...
[[nodiscard]] std::string kind_of(const Method& method);

}  // namespace recanvass::tabulate
