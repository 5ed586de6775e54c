// What a screen says in the end: never a verdict, always the same seven answers. Made by each
// screen, put in order and corrected for many tests by screen/control.h, shown by report/.
#pragma once

#include "election/nouns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::screen {

/// Is what was said or seen in the figures at all?
enum class FactStanding {
  CannotTell,  ///< figures that it would need are not there
  Holds,       ///< the figures are as said
  HoldsNot,    ///< they are not
};

/// What is left of it once base rates, controls and the number of tests are taken into account.
enum class Remainder {
  NotChecked,   ///< no test could be made: figures are not there
  Told,         ///< a fact or a picture, told; no test is meant to be made of it
  Refused,      ///< a test that says nothing, not made; with why
  NothingSeen,  ///< nothing beyond what chance makes of so many tests
  NotTold,      ///< something is seen that is not told from chance, nor shown to be nothing
  Explained,    ///< seen, and what else is known of the units accounts for it
  Unexplained,  ///< seen, and not accounted for by anything in the figures
};

/// A reporting unit or batch whose paper would settle it.
struct PaperTarget {
  std::string unit;
  election::BallotCount ballots;  ///< 0: not known
  std::optional<election::VoteCount> leader;  ///< votes of the two leading choices there
  std::optional<election::VoteCount> runner_up;
  std::string why;  ///< "84 votes fewer than its neighbours and 2012 let expect"
  /// Votes by which its count would be off if the finding were an error of counting.
  std::optional<election::VoteCount> in_question = std::nullopt;
};

/// Placebo runs: the same statistic where nothing was wrong.
struct PlaceboRuns {
  std::int64_t runs = 0;
  std::int64_t as_large = 0;  ///< at least as large in size as the one observed
  std::string where;          ///< "changes of 2000 to 2012 in the same counties"
};

struct Finding {
  std::string id;      ///< "technology/paper-counties"
  std::string family;  ///< tests of one family are corrected together
  std::string title;   ///< one line
  FactStanding fact = FactStanding::CannotTell;
  std::string fact_words;               ///< is the fact a fact: sentences with the figures
  Remainder remainder = Remainder::NotChecked;
  std::string remainder_words;          ///< what explains it, or that nothing does
  bool arithmetic = false;  ///< not a test: figures that cannot be, or that decide by themselves
  std::optional<double> p;              ///< of the statistic under its null
  std::string null_words;               ///< what the null is
  std::optional<double> p_adjusted;     ///< for the other tests of its family
  std::string correction;               ///< by which correction, "Holm"; empty: none made
  std::optional<PlaceboRuns> placebos;  ///< how often where nothing was wrong
  std::string base_rate_words;          ///< the same in sentences; says so when there are none
  /// Votes that it could concern at most, to be read against the reported margin.
  std::optional<election::VoteCount> votes_concerned;
  std::string votes_words;
  std::vector<std::string> innocent;  ///< explanations to rule out before any other
  std::vector<PaperTarget> paper;     ///< few, most telling first
  std::vector<std::string> further;  ///< units that stand out beside those, each with why
  std::string paper_words;  ///< what looking at them would settle, and what it would not
};

[[nodiscard]] std::string name_of(FactStanding standing);  ///< "holds"
[[nodiscard]] std::string name_of(Remainder remainder);  ///< "explained"
[[nodiscard]] bool was_looked_at(Remainder remainder);  ///< all but NotChecked
[[nodiscard]] bool is_tested(Remainder remainder);  ///< there was something to tell from chance

/// Words that no finding of ours uses, as it cannot know: "fraud", "rigged", ...
/// @return the first such word in any text of the finding, lower case; empty: none
[[nodiscard]] std::string accusing_word(const Finding& finding);
[[nodiscard]] std::string accusing_word(const std::string& text);

}  // namespace recanvass::screen
