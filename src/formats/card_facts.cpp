#include "formats/card_facts.h"

#include "base/csv_field.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace recanvass::formats {
namespace {

using election::CardContest;

template <class Fact>
unsigned bit_of(Fact fact) {
  return 1U << static_cast<unsigned>(fact);
}

template <class Fact>
unsigned all_but(std::initializer_list<Fact> kept) {
  unsigned lost = ~0U;
  for (const Fact fact : kept) lost &= ~bit_of(fact);
  return lost;
}

std::vector<std::string> different_names(
    const std::vector<std::pair<std::string, std::string>>& names_and_ids,
    std::initializer_list<std::string_view> reserved, LossList& losses) {
  std::map<std::string_view, int> with_name;
  for (const auto& [name, id] : names_and_ids) ++with_name[name];
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const auto& [name, id] : names_and_ids) {
    const std::string lower = lower_case(name);
    const bool is_reserved = std::ranges::find(reserved, std::string_view(lower)) != reserved.end();
    std::string different =
        with_name[name] == 1 && !is_reserved ? name : fmt::format("{} [{}]", name, id);
    while (!taken.insert(different).second) different += "+";
    if (different != name) losses.add(kRenamed);
    names.push_back(std::move(different));
  }
  return names;
}

}  // namespace

std::vector<std::string> LossList::contest_names(const std::vector<CardContest>& contests) {
  std::vector<std::pair<std::string, std::string>> names;
  for (const CardContest& contest : contests) names.emplace_back(contest.name, contest.id.text);
  return different_names(names, {}, *this);
}

std::vector<std::string> LossList::choice_names(const CardContest& contest,
                                                std::initializer_list<std::string_view> reserved) {
  std::vector<std::pair<std::string, std::string>> names;
  for (const auto& choice : contest.choices) names.emplace_back(choice.name, choice.id.text);
  return different_names(names, reserved, *this);
}

std::string LossList::csv_cell(std::string_view text) {
  if (!base::may_compute(text)) return base::csv_field(text);
  add(kMadeInert);
  return base::csv_field("'" + std::string(text));
}

bool LossList::keeps_sheets() const { return (lost_cards_ & bit_of(CardFact::Sheet)) == 0; }

LossList::LossList(std::initializer_list<CardFact> cards,
                   std::initializer_list<ContestFact> contests)
    : lost_cards_(all_but(cards)), lost_contests_(all_but(contests)) {}

void LossList::add(std::string_view words, std::uint64_t times) {
  if (times > 0) losses_[std::string(words)] += times;
}

void LossList::add_card(const CardFacts& facts) {
  const auto lose = [&](CardFact fact, bool known, const char* words) {
    if (known && (lost_cards_ & bit_of(fact)) != 0) ++losses_[words];
  };
  lose(CardFact::Tabulator, !facts.tabulator.empty(), "tabulators of cards");
  lose(CardFact::Batch, !facts.batch.empty(), "batches of cards");
  lose(CardFact::Position, facts.position > 0, "positions of cards in their batches");
  lose(CardFact::ImprintedId, !facts.imprinted_id.empty(), "imprinted ids of cards");
  lose(CardFact::RecordId, !facts.record_id.empty(), "record ids of cards");
  lose(CardFact::Sheet, facts.sheet > 1, "cards that belong to the ballot before them");
  lose(CardFact::Style, !facts.style.empty(), "styles of cards");
  lose(CardFact::Precinct, !facts.precinct.empty(), "precincts of cards");
  lose(CardFact::CountingGroup, !facts.counting_group.empty(), "counting groups of cards");
  lose(CardFact::Adjudicated, facts.adjudicated,
       "cards that people changed after the machine read them");
}

void LossList::add_contests(const std::vector<CardContest>& contests) {
  const auto lose = [&](ContestFact fact, bool known, const char* words) {
    if (known && (lost_contests_ & bit_of(fact)) != 0) ++losses_[words];
  };
  for (const CardContest& contest : contests) {
    lose(ContestFact::ContestIds, contest.id.text != contest.name, "ids of contests");
    lose(ContestFact::VoteFor, contest.vote_for > 1, kLostVoteFor);
    lose(ContestFact::VoteForUnknown, contest.vote_for == 0,
         "contests of which it is not known how many choices may be marked (written as 1)");
    lose(ContestFact::Ranks, contest.ranks > 0, "how many ranks a contest has");
    for (const election::CardChoice& choice : contest.choices) {
      lose(ContestFact::ChoiceIds, choice.id.text != choice.name, "ids of choices");
      lose(ContestFact::WriteInKind, choice.kind == election::CardChoiceKind::WriteIn,
           "choices that stand for written names");
    }
  }
}

bool has_too_many_marks(const CardContest& contest, const election::MarkingView& said) {
  if (contest.vote_for <= 0 || contest.ranks > 0) return false;
  std::int64_t votes = 0;
  for (const election::Mark& mark : said.marks) votes += mark.votes;
  return votes > std::int64_t{contest.vote_for} * contest.vote_unit;
}

void LossList::add_redacted(const election::CardStore& part) {
  add("totals that stand for withheld cards", part.redacted().size());
}

void CardWalk::look_at(const election::CardStore& part, std::uint32_t number, std::uint32_t card) {
  const election::CardNames& names = part.names();
  const election::CardChunk& chunk = part.chunks()[number];
  const election::CardBatch& batch = names.batches[chunk.run_of(card).batch];
  const election::CardProfile& profile = names.profiles[chunk.profiles()[card]];
  facts_.tabulator = names.tabulators[batch.tabulator];
  facts_.batch = batch.name;
  facts_.style = names.styles[profile.style];
  facts_.precinct = names.precincts[profile.precinct];
  facts_.counting_group = names.counting_groups[profile.counting_group];
  facts_.position = chunk.position_of(card);
  // An export may begin in the middle of a ballot.
  facts_.sheet = chunk.starts_ballot(card) || !begun_ ? 1 : facts_.sheet + 1;
  begun_ = true;
  facts_.adjudicated = profile.adjudicated;
  facts_.imprinted_id = part.imprinted_id({number, card});
  facts_.record_id = part.record_id({number, card});
  if (facts_.sheet == 1) {
    first_position_ = facts_.position;
    first_imprinted_id_ = facts_.imprinted_id;
  } else if (sheets_ == Sheets::Apart) {
    if (facts_.position == first_position_) facts_.position = 0;
    if (!facts_.imprinted_id.empty() && facts_.imprinted_id == first_imprinted_id_) {
      facts_.imprinted_id += fmt::format(" sheet {}", facts_.sheet);
    }
  }
}

}  // namespace recanvass::formats
