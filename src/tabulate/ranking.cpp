#include "tabulate/ranking.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::tabulate {
namespace {

using election::kChoiceLimit;
using election::kInvalidWriteIn;
using election::kOvervotedRank;
using election::Mark;
using election::MarkingState;

// Puts a marking's ranks into steps, rank by rank.
class RankReader {
 public:
  explicit RankReader(const RankReading& reading) : reading_(reading) {}

  /// Ranks without marks since the last one with some.
  void skip(std::int64_t ranks) {
    if (ended_ || ranks <= 0) return;
    switch (reading_.skipped) {
      case SkippedRanks::PassOver: return;
      case SkippedRanks::StopAtTwo:
        if (ranks >= 2) end(Inactive::Skipped);
        return;
      case SkippedRanks::StopAtOne: end(Inactive::Skipped); return;
      case SkippedRanks::WaitARound:
        for (std::int64_t i = 0; i < ranks; ++i)
          steps_.push_back({RankStep::What::Wait, 0, {}, {}});
        return;
    }
  }

  /// The marks of one rank.
  void read(std::span<const Mark> marks) {
    if (ended_) return;
    if (marks.size() > 1 || marks[0].choice == kOvervotedRank) {
      read_several(marks);
      return;
    }
    const ChoiceIndex choice = marks[0].choice;
    if (choice == kInvalidWriteIn) return;
    if (std::ranges::find(met_, choice) != met_.end()) {
      if (reading_.repeated == RepeatedRanks::Stop) end(Inactive::Repeated);
      return;
    }
    met_.push_back(choice);
    steps_.push_back({RankStep::What::Choice, choice, {}, {}});
  }

  void end(Inactive cause) {
    if (!ended_) steps_.push_back({RankStep::What::End, 0, {}, cause});
    ended_ = true;
  }

  [[nodiscard]] std::vector<RankStep> steps() && { return std::move(steps_); }

 private:
  void read_several(std::span<const Mark> marks) {
    switch (reading_.overvoted) {
      case OvervotedRanks::Stop: end(Inactive::Overvoted); return;
      case OvervotedRanks::PassOver: return;
      case OvervotedRanks::CountIfOneStands: break;
    }
    RankStep step{RankStep::What::Several, 0, {}, {}};
    for (const Mark& mark : marks) {
      if (mark.choice == kOvervotedRank) {  // who was marked is not known
        end(Inactive::Overvoted);
        return;
      }
      if (mark.choice < kChoiceLimit) step.several.push_back(mark.choice);
    }
    steps_.push_back(std::move(step));
  }

  const RankReading& reading_;
  std::vector<RankStep> steps_;
  Choices met_;
  bool ended_ = false;
};

// One mark without a rank is a first preference; several are an overvote of it.
std::uint16_t rank_of(const Mark& mark) { return std::max<std::uint16_t>(mark.rank, 1); }

}  // namespace

std::string words_of(Inactive cause) {
  switch (cause) {
    case Inactive::Blank: return "blank";
    case Inactive::Exhausted: return "exhausted";
    case Inactive::Overvoted: return "overvoted";
    case Inactive::Skipped: return "skipped ranks";
    case Inactive::Repeated: return "repeated choice";
    case Inactive::Waiting: return "waiting";
    case Inactive::Redacted: return "redacted";
  }
  RECANVASS_CHECK(false);
  return {};
}

std::vector<RankStep> read_ranks(MarkingState state, std::span<const Mark> marks,
                                 const RankReading& reading) {
  RankReader reader(reading);
  if (state == MarkingState::Redacted) reader.end(Inactive::Redacted);
  if (marks.empty()) {
    reader.end(state == MarkingState::Overvoted ? Inactive::Overvoted : Inactive::Blank);
    return std::move(reader).steps();
  }
  std::int64_t last = 0;
  for (std::size_t first = 0; first < marks.size();) {
    const std::uint16_t rank = rank_of(marks[first]);
    if (reading.ranks_max > 0 && rank > reading.ranks_max) break;
    std::size_t end = first + 1;
    while (end < marks.size() && rank_of(marks[end]) == rank) ++end;
    reader.skip(rank - last - 1);
    reader.read(marks.subspan(first, end - first));
    last = rank;
    first = end;
  }
  reader.end(last == 0 ? Inactive::Blank : Inactive::Exhausted);
  return std::move(reader).steps();
}

std::optional<ChoiceIndex> RankCursor::next_round(std::span<const RankStep> steps,
                                                  const Standing& standing) {
  if (waiting_) {
    waiting_ = false;
    ++at_;
  }
  while (!ended_) {
    const RankStep& step = steps[at_];
    switch (step.what) {
      case RankStep::What::Choice:
        if (standing[step.choice] != 0) return step.choice;
        break;
      case RankStep::What::Several: {
        const auto stands = [&](ChoiceIndex choice) { return standing[choice] != 0; };
        const auto many = std::ranges::count_if(step.several, stands);
        if (many == 1) return *std::ranges::find_if(step.several, stands);
        if (many > 1) {
          ended_ = true;
          inactive_ = Inactive::Overvoted;
          return std::nullopt;
        }
        break;
      }
      case RankStep::What::Wait:
        waiting_ = true;
        inactive_ = Inactive::Waiting;
        return std::nullopt;
      case RankStep::What::End:
        ended_ = true;
        inactive_ = step.end;
        return std::nullopt;
    }
    ++at_;
  }
  return std::nullopt;
}

}  // namespace recanvass::tabulate
