// Assertions for seats of lists: audit/assertion.h.
#include "audit/assertion.h"
#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::audit {
namespace {

using base::Rational;
using election::CardContest;
using tabulate::SeatMethod;

std::string list_name(const CardContest& contest, const ListOf& list_of, std::size_t list) {
  const auto own = std::ranges::count(list_of, static_cast<std::uint32_t>(list));
  if (own == 1 && list < contest.choices.size() && list_of[list] == list) {
    return contest.choices[list].name;
  }
  return fmt::format("list {}", list + 1);
}

std::size_t lists_in(const ListOf& list_of) {
  return list_of.empty() ? 0 : std::size_t{1} + std::ranges::max(list_of);
}

// Divisor of the seat, which counts from 1.
Rational divisor_of(SeatMethod method, std::int64_t seat) {
  switch (method) {
    case SeatMethod::DHondt: return Rational(seat);
    case SeatMethod::SainteLague: return Rational(2 * seat - 1);
    case SeatMethod::ModifiedSainteLague:
      return seat == 1 ? Rational(7, 5) : Rational(2 * seat - 1);
    case SeatMethod::Hamilton: break;
  }
  RECANVASS_CHECK(method != SeatMethod::Hamilton);
  return Rational(1);
}

// By choice: a weight for one list's votes, one for another's, one for all votes.
std::vector<Rational> list_weights(const ListOf& list_of, std::size_t a, const Rational& for_a,
                                   std::size_t b, const Rational& for_b, const Rational& for_all) {
  std::vector<Rational> weights;
  for (const std::uint32_t list : list_of) {
    Rational weight = for_all;
    if (list == a) weight = weight + for_a;
    if (list == b) weight = weight + for_b;
    weights.push_back(weight);
  }
  return weights;
}

}  // namespace

Assertions divisor_seats(const CardContest& contest, const ListOf& list_of,
                         std::span<const std::int64_t> seats, SeatMethod method,
                         const CountsVotes& votes) {
  const std::size_t lists = lists_in(list_of);
  RECANVASS_CHECK(list_of.size() == contest.choices.size() && seats.size() == lists);
  Assertions assertions;
  for (std::size_t a = 0; a < lists; ++a) {
    for (std::size_t b = 0; b < lists; ++b) {
      if (a == b || seats[a] == 0) continue;
      const Rational last = Rational(1) / divisor_of(method, seats[a]);
      const Rational missed = Rational(0) - Rational(1) / divisor_of(method, seats[b] + 1);
      assertions.push_back(
          {fmt::format("seat {} of {} outweighs seat {} of {}", seats[a],
                       list_name(contest, list_of, a), seats[b] + 1,
                       list_name(contest, list_of, b)),
           Assorter(
               contest,
               SumClaim{votes, list_weights(list_of, a, last, b, missed, Rational(0)), {}, {}})});
    }
  }
  return assertions;
}

// Largest remainders give the seats to the largest of all claims p_A S - k, k = 0, 1, …
Assertions hamilton_seats(const CardContest& contest, const ListOf& list_of,
                          std::span<const std::int64_t> seats, const CountsVotes& votes) {
  const std::size_t lists = lists_in(list_of);
  RECANVASS_CHECK(list_of.size() == contest.choices.size() && seats.size() == lists);
  std::int64_t in_all = 0;
  for (const std::int64_t own : seats) in_all += own;
  Assertions assertions;
  for (std::size_t a = 0; a < lists; ++a) {
    for (std::size_t b = 0; b < lists; ++b) {
      if (a == b || seats[a] == 0) continue;
      // p_A - p_B > (s_A - s_B - 1) / S, times all votes
      const Rational share(seats[b] + 1 - seats[a], in_all);
      assertions.push_back(
          {fmt::format("seat {} of {} is a larger claim than seat {} of {}", seats[a],
                       list_name(contest, list_of, a), seats[b] + 1,
                       list_name(contest, list_of, b)),
           Assorter(
               contest,
               SumClaim{
                   votes, list_weights(list_of, a, Rational(1), b, Rational(-1), share), {}, {}})});
    }
  }
  return assertions;
}

}  // namespace recanvass::audit
