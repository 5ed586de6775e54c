// What a card says in one contest, and the dictionary of everything that was said in it. A contest
// with two choices has a handful of different markings however many cards there are.
// Next: election/card_chunk.h, where cards refer to markings by code.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace recanvass::election {

/// What became of a contest that a card carries. A card that does not carry the contest has no
/// marking at all.
enum class MarkingState : std::uint8_t {
  Marked,     ///< the marks are given; how they count is for a rule to say
  Blank,      ///< nothing is marked
  Overvoted,  ///< the export calls it an overvote; the marks are given where the export has them
  Redacted,   ///< withheld before publication
};

/// Position of a choice in its contest's list, or one of the two below.
using ChoiceIndex = std::uint16_t;
/// A rank at which more than one choice was marked, where the export does not say which.
inline constexpr ChoiceIndex kOvervotedRank = 0xFFFF;
/// A written name that counts for nobody.
inline constexpr ChoiceIndex kInvalidWriteIn = 0xFFFE;
/// Choices of a contest have indices below this.
inline constexpr ChoiceIndex kChoiceLimit = 0xFFF0;

/// One mark that counts.
struct Mark {
  ChoiceIndex choice = 0;
  std::uint16_t rank = 0;  ///< 1 is the first preference; 0 where choices are not ranked
  std::int32_t votes = 1;  ///< votes or points, in units of 1 / CardContest::vote_unit
  friend auto operator<=>(const Mark&, const Mark&) = default;
};

/// A marking as it stands in a dictionary: valid as long as the dictionary is.
struct MarkingView {
  MarkingState state = MarkingState::Blank;
  std::span<const Mark> marks;  ///< by rank, then by choice
};

/// Every different marking of one contest once, by code. The codes are given in the order of first
/// appearance, after four that always exist.
class MarkingTable {
 public:
  static constexpr std::uint32_t kBlank = 0;
  static constexpr std::uint32_t kOvervoted = 1;
  static constexpr std::uint32_t kRedacted = 2;
  static constexpr std::uint32_t kInvalid = 3;  ///< one invalid write-in, nothing else

  MarkingTable();
  /// A table as it was kept: the state of each code, where its marks end, all marks. No value when
  /// they do not fit together, or the four that always exist are not the first.
  [[nodiscard]] static std::optional<MarkingTable> from_parts(std::span<const MarkingState> states,
                                                              std::span<const std::uint64_t> ends,
                                                              std::span<const Mark> marks);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(states_.size()); }
  /// @pre code < size()
  [[nodiscard]] MarkingView at(std::uint32_t code) const;
  [[nodiscard]] std::span<const MarkingState> all_states() const { return states_; }
  [[nodiscard]] std::span<const std::uint64_t> all_ends() const { return ends_; }
  /// All marks of all markings, in the order of codes.
  [[nodiscard]] std::span<const Mark> all_marks() const { return marks_; }

  /// The code of a marking, which is added when it is new. The marks may be in any order.
  std::uint32_t code_of(MarkingState state, std::span<const Mark> marks);
  /// Takes the ranks out of all marks, where it turns out that they said nothing.
  /// @pre no two markings differ in their ranks alone
  void clear_ranks();
  /// The code of one mark for one choice: the commonest marking, found without a search.
  std::uint32_t code_of_one(ChoiceIndex choice, std::uint16_t rank);

 private:
  void index_all();
  std::uint32_t find_or_add(MarkingState state, std::span<const Mark> sorted);

  std::vector<MarkingState> states_;
  std::vector<std::uint64_t> ends_;  // of each marking's marks in marks_
  std::vector<Mark> marks_;
  // Made when first needed.
  // tidy: order-free, looked up by hash; the order is that of the codes
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_hash_;
  std::vector<std::uint32_t> ones_;  // code + 1 of a single mark, by choice; 0: not met
  std::uint16_t ones_rank_ = 0;
  std::vector<Mark> sorting_;
};

}  // namespace recanvass::election
