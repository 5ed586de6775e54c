// What records leave open so that nobody can be named before a person says what they mean: lines of
// several parties that may be one candidate, and one title that may stand over two contests. How it
// is said: election/told_contests.h. Used by `recanvass tabulate`.
#pragma once

#include "election/told_contests.h"
#include "tabulate/profile.h"

#include <string>
#include <vector>

namespace recanvass::tabulate {

/// Sets of choices, where the cards of each style mark choices of one set only and ten cards at
/// least mark each: in primaries of several parties an export may have one title for their
/// contests. Written names are looked past. Empty: all are marked together. Linear in cards.
/// @pre contest < store.contests().size()
[[nodiscard]] std::vector<std::vector<election::ChoiceIndex>> choices_apart_by_style(
    const election::CardStore& store, std::uint32_t contest);
/// What is said of it beside the figures, a sentence for each contest of the store.
[[nodiscard]] std::vector<std::string> remarks_on_styles(const election::CardStore& store);

/// Cards with more marks than may be given, of a contest that nothing but its title tells from the
/// next one: two contests of one title side by side look like that.
struct TooManyMarks {
  election::CardCount marked;  ///< cards with a mark
  election::CardCount above;  ///< of them, those with more than may be given
  /// The choice with which a second contest would begin so that the most of them have no more marks
  /// than may be given in either; and how many those are.
  election::ChoiceIndex second = 0;
  election::CardCount explained;
  /// Two cards above at least, more than a tenth of those with a mark; and nine in ten of them
  /// explained by one place at which a second contest begins.
  [[nodiscard]] bool may_be_two_contests() const;
};
/// Nothing where the contest has an id beside its title, or where it is not said how many may be
/// marked. Of a ranked contest its first rank is looked at.
[[nodiscard]] TooManyMarks too_many_marks(const Profile& profile);

/// Of the cards that mark a candidate with several lines, which lines they mark.
struct MarkedLines {
  std::vector<election::CardCount> alone;  ///< by line: no other line of the same name
  election::CardCount several;
};
[[nodiscard]] MarkedLines marked_lines(const Profile& profile, const election::PartyLines& lines);

}  // namespace recanvass::tabulate
