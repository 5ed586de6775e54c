// How the ranks on a card are read: what a blank rank, a rank with several marks and a choice at
// two ranks mean. Statutes differ in each, and so do winners. Used by tabulate/irv.h and
// tabulate/stv.h.
#pragma once

#include "tabulate/outcome.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace recanvass::tabulate {

/// A rank left blank before a rank that is marked.
enum class SkippedRanks : std::uint8_t {
  PassOver,    ///< the next marked rank moves up
  StopAtTwo,   ///< two or more in a row end the ballot; one is passed over
  StopAtOne,   ///< a single one ends the ballot
  WaitARound,  ///< the ballot counts for nobody in the round that meets it, and then moves on
};

/// A rank with several marks.
enum class OvervotedRanks : std::uint8_t {
  Stop,             ///< it ends the ballot
  PassOver,         ///< it is read as if nobody were marked there
  CountIfOneStands  ///< it counts for the one of them who stands; if several stand, it ends
};

/// A choice marked again at a later rank.
enum class RepeatedRanks : std::uint8_t {
  PassOver,  ///< the later mark is passed over
  Stop,      ///< it ends the ballot
};

struct RankReading {
  SkippedRanks skipped = SkippedRanks::PassOver;
  OvervotedRanks overvoted = OvervotedRanks::Stop;
  RepeatedRanks repeated = RepeatedRanks::PassOver;
  int ranks_max = 0;  ///< later ranks are not read; 0: all are
  friend bool operator==(const RankReading&, const RankReading&) = default;
};

/// Why a ballot counts for nobody in a round.
enum class Inactive : std::uint8_t {
  Blank,      ///< nobody was ranked
  Exhausted,  ///< nobody ranked stands any more
  Overvoted,
  Skipped,
  Repeated,
  Waiting,  ///< for this round only
  Redacted  ///< withheld: what it says is not known
};
inline constexpr std::size_t kInactiveCauses = 7;
[[nodiscard]] std::string words_of(Inactive cause);  ///< "exhausted", "overvoted", ...

/// One thing that a ballot says after another.
struct RankStep {
  enum class What : std::uint8_t { Choice, Several, Wait, End };
  What what = What::End;
  ChoiceIndex choice = 0;              ///< Choice
  Choices several;                     ///< Several
  Inactive end = Inactive::Exhausted;  ///< End
};

/// A marking as a rule reads it. The last step is an End.
[[nodiscard]] std::vector<RankStep> read_ranks(election::MarkingState state,
                                               std::span<const election::Mark> marks,
                                               const RankReading& reading);

/// Who still stands, by choice.
using Standing = std::vector<char>;

/// Where a ballot is in its steps. Asked once a round.
class RankCursor {
 public:
  /// For whom the ballot counts in the next round; no value: see inactive(). Steps are those that
  /// were given the first time; `standing` never grows.
  [[nodiscard]] std::optional<ChoiceIndex> next_round(std::span<const RankStep> steps,
                                                      const Standing& standing);
  /// @pre next_round gave no value
  [[nodiscard]] Inactive inactive() const { return inactive_; }

 private:
  std::uint32_t at_ = 0;
  bool ended_ = false;
  bool waiting_ = false;
  Inactive inactive_ = Inactive::Exhausted;
};

}  // namespace recanvass::tabulate
