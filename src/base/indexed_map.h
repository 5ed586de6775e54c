// A map by name that is walked in the order of names and looked into by hash: among half a million
// batches a tree's twenty comparisons of long names took most of the fold's time.
// Used by workflow/commitment.h, workflow/counting.h and verify/record.h.
#pragma once

#include "base/check.h"

#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace recanvass::base {

/// As std::map<std::string, Value>, for what is never removed. The hash decides where a name is
/// found and nothing else: every walk goes in the order of names.
template <class Value>
class IndexedMap {
  using Ordered = std::map<std::string, Value>;

 public:
  using key_type = typename Ordered::key_type;
  using mapped_type = Value;
  using value_type = typename Ordered::value_type;
  using iterator = typename Ordered::iterator;
  using const_iterator = typename Ordered::const_iterator;

  IndexedMap() = default;
  IndexedMap(const IndexedMap& other) : ordered_(other.ordered_) { index_all(); }
  IndexedMap(IndexedMap&& other) noexcept
      : ordered_(std::move(other.ordered_)), index_(std::move(other.index_)) {
    other.forget();
  }
  IndexedMap& operator=(IndexedMap other) noexcept {
    // Nodes stay where they are when maps are exchanged, and so do the places in the index.
    ordered_.swap(other.ordered_);
    index_.swap(other.index_);
    return *this;
  }
  ~IndexedMap() = default;

  [[nodiscard]] const_iterator begin() const { return ordered_.begin(); }
  [[nodiscard]] const_iterator end() const { return ordered_.end(); }
  [[nodiscard]] iterator begin() { return ordered_.begin(); }
  [[nodiscard]] iterator end() { return ordered_.end(); }
  [[nodiscard]] std::size_t size() const { return ordered_.size(); }
  [[nodiscard]] bool empty() const { return ordered_.empty(); }

  [[nodiscard]] const_iterator find(std::string_view name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? ordered_.end() : const_iterator(found->second);
  }
  [[nodiscard]] iterator find(std::string_view name) {
    const auto found = index_.find(name);
    return found == index_.end() ? ordered_.end() : found->second;
  }
  [[nodiscard]] bool contains(std::string_view name) const { return index_.contains(name); }

  /// @pre contains(name)
  [[nodiscard]] const Value& at(std::string_view name) const {
    const auto found = index_.find(name);
    RECANVASS_CHECK(found != index_.end());
    return found->second->second;
  }
  [[nodiscard]] Value& at(std::string_view name) {
    const auto found = index_.find(name);
    RECANVASS_CHECK(found != index_.end());
    return found->second->second;
  }

  Value& operator[](const std::string& name) {
    const auto found = index_.find(name);
    return found == index_.end() ? emplace(name, Value()).first->second : found->second->second;
  }

  /// The value of the name that stands at `place` in `all`, made where there is none. Quicker than
  /// operator[] where the name before it in `all` has one: then the order is known from there.
  template <class Other>
  Value& beside(const IndexedMap<Other>& all, typename IndexedMap<Other>::const_iterator place) {
    const auto found = index_.find(place->first);
    if (found != index_.end()) return found->second->second;
    iterator behind = ordered_.end();  // a guess: a wrong one costs time and nothing else
    if (place != all.begin()) {
      const auto before = index_.find(std::prev(place)->first);
      if (before != index_.end()) behind = std::next(before->second);
    }
    const auto made = ordered_.try_emplace(behind, place->first, Value());
    index_.emplace(made->first, made);
    return made->second;
  }

  /// Nothing changes when the name is there.
  std::pair<iterator, bool> emplace(const std::string& name, Value value) {
    const auto [place, is_new] = ordered_.try_emplace(name, std::move(value));
    if (is_new) index_.emplace(place->first, place);
    return {place, is_new};
  }

 private:
  void index_all() {
    index_.reserve(ordered_.size());
    for (auto place = ordered_.begin(); place != ordered_.end(); ++place) {
      index_.emplace(place->first, place);
    }
  }
  void forget() {
    ordered_.clear();
    index_.clear();
  }

  Ordered ordered_;
  // The names stand in ordered_.
  std::unordered_map<std::string_view, iterator> index_;  // tidy: order-free never walked
};

}  // namespace recanvass::base
