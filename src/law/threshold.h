// Limits on a margin as statutes write them: shares of different totals, numbers of votes, joined
// by "lesser", "greater", "and", "or", in tiers by office and turnout. Nothing is rounded.
// Next: law/statute.h, where they stand; law/apply.cpp, where they decide.
#pragma once

#include "base/rational.h"
#include "law/scope.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace recanvass::law {

/// What a percentage is a percentage of.
enum class MarginBase {
  VotesForOffice,  ///< all votes cast for the office or on the question
  TopTwo,  ///< votes of the two choices compared
  Winner,  ///< votes of the leading choice
  LowestWinner,  ///< votes of the elected choice with the fewest
  VotesPerSeat,  ///< all votes for the office divided by the number to be elected
  BallotsCast,  ///< ballots, blank ones in this contest included
  VotesInTowns,  ///< votes cast in the towns that make up the office
  VotesWithWriteIns  ///< all votes for the office, irregular ballots included
};

enum class Comparison { AtMost, Below, AtLeast, Above };

/// The margin against a share of a base: margin <= share * base.
struct MarginShare {
  base::Rational share;  ///< 1/200 is one half of one percent
  MarginBase base = MarginBase::VotesForOffice;
  Comparison comparison = Comparison::AtMost;
};

/// The margin against a number of votes.
struct MarginVotes {
  election::VoteCount votes;
  Comparison comparison = Comparison::AtMost;
};

using Limb = std::variant<MarginShare, MarginVotes>;

/// How limbs are joined. Lesser holds like And, Greater like Or; the statute's word is kept.
enum class Combination { Lesser, Greater, And, Or };

/// Something other than the margin that must hold.
struct Guard {
  enum class What {
    TotalVotes,  ///< all votes for the office, against `number`
    BallotsCast,  ///< ballots, against `number`
    RecountFundUsd,  ///< dollars in a state fund, against `number`; never known here
    MeasureDefeated,  ///< the ballot question lost
    OneSeatOrNonpartisan,  ///< not a partisan office to which several are elected
    WriteInCompared  ///< one of the two compared is a write-in
  };
  What what = What::TotalVotes;
  std::int64_t number = 0;  ///< for the first three
  Comparison comparison = Comparison::AtMost;
};

/// One alternative: all guards hold and the margin is within the limbs. Without limbs: any margin.
struct Limit {
  std::vector<Guard> guards;
  std::vector<Limb> limbs;
  Combination combination = Combination::And;
};

/// The rule for some contests. Of several tiers, the first whose scope covers the contest decides.
struct Tier {
  enum class Reach { WithinLimits, AnyMargin, Never };
  Scope scope;
  Reach reach = Reach::WithinLimits;
  std::vector<Limit> any_of;  ///< one of them suffices; empty unless WithinLimits
  std::vector<Limit> unsure;  ///< beyond any_of but within one of these: the record does not say
  std::string unsure_words;  ///< why it does not
};

/// The figures that thresholds are tested on.
struct Figures {
  std::optional<election::VoteCount> behind;  ///< unknown where only the leader was reported
  /// Where `behind` is not known, as of one who has no figures: between what it must lie.
  std::optional<election::VoteCount> behind_at_least;
  std::optional<election::VoteCount> behind_at_most;
  std::optional<election::VoteCount> leader;  ///< last one elected
  std::optional<election::VoteCount> other;  ///< who is compared with the leader
  std::optional<election::VoteCount> other_at_most;  ///< where `other` is not known
  std::optional<election::VoteCount> winner;  ///< the most votes of any choice
  std::optional<election::VoteCount> total;
  std::optional<election::BallotCount> ballots;
  election::VoteCount total_at_least;  ///< a sound lower bound of the total
  election::SeatCount seats{1};
  std::optional<bool> measure_defeated;
  bool write_in_compared = false;
};

/// The figures of the runner-up (Asker::RunnerUp) or of who petitions (Asker::Petitioner, the
/// runner-up when nobody is named). Who petitions without figures is no nearer than the runner-up,
/// and has no more votes than the others leave of the total.
enum class Asker { RunnerUp, Petitioner };
[[nodiscard]] Figures figures_of(const Facts& facts, Asker asker);

/// What a limit says of figures.
struct Finding {
  Verdict verdict = Verdict::Unknown;
  std::optional<election::VoteCount>
      limit_votes;  ///< largest margin that is within; exact bases only
  bool unlimited = false;  ///< every margin is within
  std::string words;  ///< the comparison made, with its figures
  std::vector<std::string> missing;  ///< what was needed and is not known
};

/// Adds the runner-up's difference under each denominator that the tiers name, each once; nothing
/// when the difference is unknown. Tiers that do not cover the contest are left out.
void add_shares(const std::vector<Tier>& tiers, const Facts& facts,
                std::vector<ShareOfBase>& shares);

[[nodiscard]] Finding find(const Limit& limit, const Figures& figures);
/// First tier that covers the contest; where the contest's class is open, all that may cover it
/// must agree. No tier: verdict No with no words.
[[nodiscard]] Finding find(const std::vector<Tier>& tiers, const Facts& facts, Asker asker);

[[nodiscard]] std::string name_of(MarginBase base);  ///< "total_office", as in statutes/
[[nodiscard]] std::string words_of(MarginBase base);  ///< "all votes for the office"
[[nodiscard]] std::string words_of(const Limit& limit);  ///< "a margin of at most 0.5% of ..."
[[nodiscard]] std::string words_of(const Tier& tier);
[[nodiscard]] std::string words_of(const std::vector<Tier>& tiers);

}  // namespace recanvass::law
