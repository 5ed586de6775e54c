// A value, or everything that was wrong with the input. Used wherever the world can be wrong;
// a fault of the program itself is RECANVASS_CHECK (base/check.h).
#pragma once

#include "base/check.h"
#include "base/problem.h"

#include <utility>
#include <variant>

namespace recanvass::base {

/// Either a T or at least one Problem. Dropping it unread is an error.
template <class T>
class [[nodiscard]] Result {
 public:
  // A function returns its value or its problem without a word around it.
  // NOLINTBEGIN(google-explicit-constructor)
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Problem problem) : state_(std::in_place_index<1>, Problems{std::move(problem)}) {}
  Result(Problems problems) : state_(std::in_place_index<1>, std::move(problems)) {
    RECANVASS_CHECK(!std::get<1>(state_).empty());
  }
  // NOLINTEND(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// @pre ok()
  [[nodiscard]] const T& value() const& {
    RECANVASS_CHECK(ok());
    return std::get<0>(state_);
  }
  [[nodiscard]] T&& value() && {
    RECANVASS_CHECK(ok());
    return std::get<0>(std::move(state_));
  }
  const T& operator*() const& { return value(); }
  const T* operator->() const { return &value(); }

  /// @pre !ok()
  [[nodiscard]] const Problems& problems() const {
    RECANVASS_CHECK(!ok());
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Problems> state_;
};

}  // namespace recanvass::base
