#include "election/marking.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::election {
namespace {

// FNV-1a over the fields. It only chooses a place to look: no order depends on it.
std::uint64_t marking_hash(MarkingState state, std::span<const Mark> marks) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto mix = [&hash](std::uint64_t value) { hash = (hash ^ value) * 0x100000001b3U; };
  mix(static_cast<std::uint64_t>(state));
  for (const Mark& mark : marks) {
    mix(mark.choice);
    mix(mark.rank);
    mix(static_cast<std::uint32_t>(mark.votes));
  }
  return hash ^ (hash >> 29U);
}

bool stands_before(const Mark& left, const Mark& right) {
  return left.rank != right.rank ? left.rank < right.rank : left < right;
}

bool in_order(std::span<const Mark> marks) { return std::ranges::is_sorted(marks, stands_before); }

}  // namespace

MarkingTable::MarkingTable() {
  const Mark invalid{kInvalidWriteIn, 0, 1};
  find_or_add(MarkingState::Blank, {});
  find_or_add(MarkingState::Overvoted, {});
  find_or_add(MarkingState::Redacted, {});
  find_or_add(MarkingState::Marked, {&invalid, 1});
}

std::optional<MarkingTable> MarkingTable::from_parts(std::span<const MarkingState> states,
                                                     std::span<const std::uint64_t> ends,
                                                     std::span<const Mark> marks) {
  MarkingTable table;
  const std::size_t fixed = table.states_.size();
  if (states.size() < fixed || states.size() != ends.size() || states.size() > 0xFFFFFFFFU ||
      ends.back() != marks.size() || !std::ranges::is_sorted(ends) ||
      std::ranges::any_of(states, [](MarkingState s) { return s > MarkingState::Redacted; })) {
    return std::nullopt;
  }
  MarkingTable kept;
  kept.states_.assign(states.begin(), states.end());
  kept.ends_.assign(ends.begin(), ends.end());
  kept.marks_.assign(marks.begin(), marks.end());
  kept.by_hash_.clear();
  for (std::uint32_t code = 0; code < kept.size(); ++code) {
    const MarkingView marking = kept.at(code);
    if (!in_order(marking.marks)) return std::nullopt;
    if (code >= fixed) continue;
    const MarkingView known = table.at(code);
    if (marking.state != known.state || !std::ranges::equal(marking.marks, known.marks)) {
      return std::nullopt;
    }
  }
  return kept;
}

MarkingView MarkingTable::at(std::uint32_t code) const {
  RECANVASS_CHECK(code < size());
  const std::uint64_t begin = code == 0 ? 0 : ends_[code - 1];
  return {states_[code], std::span<const Mark>(marks_).subspan(begin, ends_[code] - begin)};
}

std::uint32_t MarkingTable::code_of(MarkingState state, std::span<const Mark> marks) {
  if (in_order(marks)) return find_or_add(state, marks);
  sorting_.assign(marks.begin(), marks.end());
  std::ranges::sort(sorting_, stands_before);
  return find_or_add(state, sorting_);
}

std::uint32_t MarkingTable::code_of_one(ChoiceIndex choice, std::uint16_t rank) {
  if (ones_.empty()) ones_rank_ = rank;
  const Mark mark{choice, rank, 1};
  if (choice >= kChoiceLimit || rank != ones_rank_) {
    return find_or_add(MarkingState::Marked, {&mark, 1});
  }
  if (choice >= ones_.size()) ones_.resize(choice + 1U, 0);
  if (ones_[choice] == 0) ones_[choice] = find_or_add(MarkingState::Marked, {&mark, 1}) + 1;
  return ones_[choice] - 1;
}

void MarkingTable::clear_ranks() {
  for (Mark& mark : marks_) mark.rank = 0;
  for (std::uint32_t code = 0; code < size(); ++code) {
    const std::uint64_t begin = code == 0 ? 0 : ends_[code - 1];
    std::sort(marks_.begin() + static_cast<std::ptrdiff_t>(begin),
              marks_.begin() + static_cast<std::ptrdiff_t>(ends_[code]), stands_before);
  }
  by_hash_.clear();
  ones_.clear();
  ones_rank_ = 0;
}

void MarkingTable::index_all() {
  for (std::uint32_t code = 0; code < size(); ++code) {
    const MarkingView marking = at(code);
    by_hash_.emplace(marking_hash(marking.state, marking.marks), code);
  }
}

std::uint32_t MarkingTable::find_or_add(MarkingState state, std::span<const Mark> sorted) {
  if (by_hash_.empty()) index_all();
  const std::uint64_t hash = marking_hash(state, sorted);
  const auto [begin, end] = by_hash_.equal_range(hash);
  for (auto entry = begin; entry != end; ++entry) {
    const MarkingView known = at(entry->second);
    if (known.state == state && std::ranges::equal(known.marks, sorted)) return entry->second;
  }
  RECANVASS_CHECK(states_.size() < 0xFFFFFFFFU);
  const std::uint32_t code = size();
  states_.push_back(state);
  marks_.insert(marks_.end(), sorted.begin(), sorted.end());
  ends_.push_back(marks_.size());
  by_hash_.emplace(hash, code);
  return code;
}

}  // namespace recanvass::election
