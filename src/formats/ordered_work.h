// Work on the pieces of files in three stages side by side: while one thread fetches the next
// pieces, and one takes what the last ones said, all others find out what the pieces in between
// say. What is taken comes in the order of the pieces, so that nothing depends on the number of
// threads. Used by formats/dominion_json.h, formats/csv_stream.h, formats/hart_cards.h.
#pragma once

#include "base/executor.h"

#include <array>
#include <cstddef>
#include <utility>

namespace recanvass::formats {

template <class Piece, class Made>
class OrderedWork {
 public:
  explicit OrderedWork(base::Executor& executor) : executor_(executor) {}

  /// @param fetch  fetch(Piece&): the next piece; false at the end. One call at a time
  /// @param make   make(Piece&, Made&): what a piece says; several at once, on any thread
  /// @param take   take(Piece&, Made&): each in its order; false: this one and all after it are
  ///               not taken. One call at a time
  /// @param leave  leave(Piece&): in their order, the pieces that were fetched and not taken
  /// Pieces and what is made of them are used again, with what the last use left in them.
  template <class Fetch, class Make, class Take, class Leave>
  void run(Fetch&& fetch, Make&& make, Take&& take, Leave&& leave) {
    bool more = true;
    std::size_t taken = 0;
    while (more || fetched_->used + made_->used + taken_->used > 0) {
      executor_.run_blocks(2 + made_->used, [&](std::size_t block) {
        if (block == 0) {
          taken = take_all(take);
        } else if (block == 1) {
          while (more && fetched_->used < kPieces) {
            more = fetch(fetched_->slots[fetched_->used].piece);
            fetched_->used += more ? 1U : 0U;
          }
        } else {
          make(made_->slots[block - 2].piece, made_->slots[block - 2].made);
        }
      });
      if (taken < taken_->used) return leave_all(taken, leave);
      taken_->used = 0;
      std::swap(taken_, made_);    // what was made is taken next,
      std::swap(made_, fetched_);  // what was fetched is made
    }
  }

 private:
  static constexpr std::size_t kPieces = 6;
  struct Slot {
    Piece piece;
    Made made;
  };
  struct Slots {
    std::array<Slot, kPieces> slots;
    std::size_t used = 0;
  };

  template <class Take>
  std::size_t take_all(Take& take) {
    std::size_t done = 0;
    while (done < taken_->used && take(taken_->slots[done].piece, taken_->slots[done].made)) ++done;
    return done;
  }
  template <class Leave>
  void leave_all(std::size_t from, Leave& leave) {
    for (Slots* set : {taken_, made_, fetched_}) {
      for (std::size_t i = set == taken_ ? from : 0; i < set->used; ++i) leave(set->slots[i].piece);
    }
  }

  base::Executor& executor_;
  std::array<Slots, 3> sets_;
  Slots* fetched_ = &sets_[0];
  Slots* made_ = &sets_[1];
  Slots* taken_ = &sets_[2];
};

}  // namespace recanvass::formats
