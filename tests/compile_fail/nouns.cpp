// Wrong code that must not compile, a case a number; without CASE it must compile.
#include "election/nouns.h"

#include "base/quantity.h"
#include "base/rational.h"
#include "base/result.h"

using recanvass::base::Rational;
using recanvass::base::Result;
using recanvass::base::UsdCents;
using recanvass::election::CardCount;
using recanvass::election::ChoiceId;
using recanvass::election::ContestId;
using recanvass::election::VoteCount;

Result<VoteCount> read_votes();

inline bool use() {
  VoteCount votes{1};
  [[maybe_unused]] const CardCount cards{1};
  [[maybe_unused]] const ChoiceId choice{"stein"};
  [[maybe_unused]] const ContestId contest{"president"};
#if CASE == 1
  votes = votes + cards;
#elif CASE == 2
  votes = 5;
#elif CASE == 3
  const std::int64_t number = votes;
  return number > 0;
#elif CASE == 4
  return votes < cards;
#elif CASE == 5
  return choice == contest;
#elif CASE == 6
  votes = votes * 0.5;
#elif CASE == 7
  read_votes();
#elif CASE == 8
  return UsdCents{100} == VoteCount{100};
#elif CASE == 9
  return Rational(1, 2) == 0.5;
#else
  votes += VoteCount{1};
#endif
  return votes == VoteCount{2};
}
