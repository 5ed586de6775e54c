#include "election/card_builder.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::election {
namespace {

constexpr std::uint32_t kUnknown = 0xFFFFFFFF;

// What each card of a chunk says, card after card: (contest, code) from begins[card] on.
struct CardSayings {
  struct Saying {
    std::uint32_t contest;
    std::uint32_t code;
  };
  std::vector<std::uint32_t> ends;
  std::vector<Saying> sayings;
};

CardSayings sayings_of(const CardChunk& chunk) {
  CardSayings found;
  found.ends.assign(chunk.cards() + 1U, 0);
  for (const ContestColumn& column : chunk.columns()) {
    column.for_each_card([&](std::uint32_t, std::uint32_t card) { ++found.ends[card + 1]; });
  }
  for (std::size_t card = 1; card < found.ends.size(); ++card) {
    found.ends[card] += found.ends[card - 1];
  }
  found.sayings.resize(found.ends.back());
  std::vector<std::uint32_t> next(found.ends.begin(), found.ends.end() - 1);
  for (const ContestColumn& column : chunk.columns()) {
    column.for_each_card([&](std::uint32_t row, std::uint32_t card) {
      found.sayings[next[card]++] = {column.contest, column.codes[row]};
    });
  }
  found.ends.erase(found.ends.begin());
  return found;
}

}  // namespace

// What the numbers of a part are in the whole; asked for once each, when a card needs them.
struct CardStoreBuilder::PartNumbers {
  std::vector<std::uint32_t> contests;
  std::vector<std::vector<ChoiceIndex>> choices;   // by contest of the part
  std::vector<std::vector<std::uint32_t>> codes;   // by contest of the part
  std::vector<std::uint32_t> profiles;
  std::vector<std::uint32_t> batches;
};

std::uint32_t CardStoreBuilder::NameList::number_of(std::string_view name) {
  const auto next = static_cast<std::uint32_t>(names.size());
  const auto [entry, added] = numbers.try_emplace(std::string(name), next);
  if (added) names.emplace_back(name);
  return entry->second;
}

CardStoreBuilder::CardStoreBuilder() {
  for (NameList* list : {&styles_, &precincts_, &counting_groups_, &tabulators_}) {
    list->number_of("");
  }
}

std::uint32_t CardStoreBuilder::add_contest(CardContest contest) {
  const auto index = static_cast<std::uint32_t>(contests_.size());
  RECANVASS_CHECK(contest_numbers_.emplace(contest.id.text, index).second);
  RECANVASS_CHECK(contest.choices.size() < kChoiceLimit);
  contests_.push_back(std::move(contest));
  markings_.emplace_back();
  return index;
}

ChoiceIndex CardStoreBuilder::add_choice(std::uint32_t contest, CardChoice choice) {
  std::vector<CardChoice>& choices = contests_[contest].choices;
  RECANVASS_CHECK(choices.size() < kChoiceLimit);
  choices.push_back(std::move(choice));
  return static_cast<ChoiceIndex>(choices.size() - 1);
}

const CardContest& CardStoreBuilder::contest(std::uint32_t index) const {
  RECANVASS_CHECK(index < contests_.size());
  return contests_[index];
}

void CardStoreBuilder::describe(std::uint32_t contest, std::int32_t vote_for, std::int32_t ranks) {
  RECANVASS_CHECK(contest < contests_.size());
  contests_[contest].vote_for = vote_for;
  contests_[contest].ranks = ranks;
}

std::uint32_t CardStoreBuilder::style(std::string_view name) { return styles_.number_of(name); }

std::uint32_t CardStoreBuilder::precinct(std::string_view name) {
  return precincts_.number_of(name);
}

std::uint32_t CardStoreBuilder::counting_group(std::string_view name) {
  return counting_groups_.number_of(name);
}

std::uint32_t CardStoreBuilder::tabulator(std::string_view name) {
  return tabulators_.number_of(name);
}

std::uint32_t CardStoreBuilder::profile(const CardProfile& profile) {
  const auto next = static_cast<std::uint32_t>(profiles_.size());
  const auto [entry, added] = profile_numbers_.try_emplace(profile, next);
  if (added) profiles_.push_back(profile);
  return entry->second;
}

std::uint32_t CardStoreBuilder::batch(std::uint32_t tabulator, std::string_view name) {
  CardBatch batch{tabulator, std::string(name)};
  const auto next = static_cast<std::uint32_t>(batches_.size());
  const auto [entry, added] = batch_numbers_.try_emplace(std::move(batch), next);
  if (added) batches_.push_back(entry->first);
  return entry->second;
}

MarkingTable& CardStoreBuilder::markings(std::uint32_t contest) {
  RECANVASS_CHECK(contest < markings_.size());
  return markings_[contest];
}

void CardStoreBuilder::add_card(const CardRow& row) {
  if (writer_.full()) close_chunk();
  writer_.add_card(row);
}

bool CardStoreBuilder::add_marking(std::uint32_t contest, std::uint32_t code) {
  return writer_.add_marking(contest, code);
}

void CardStoreBuilder::add_redacted(RedactedRow row) { redacted_.push_back(std::move(row)); }

void CardStoreBuilder::close_chunk() {
  cards_ += writer_.cards();
  CardNames names;
  names.tabulators.swap(tabulators_.names);
  names.batches.swap(batches_);
  chunks_.push_back(writer_.finish([&](const CardRow& card, std::string& out) {
    write_card_parts(names, card.batch, card.position, out);
  }));
  names.tabulators.swap(tabulators_.names);
  names.batches.swap(batches_);
}

std::uint32_t CardStoreBuilder::merged_contest(const CardContest& contest,
                                               std::vector<ChoiceIndex>& choices) {
  const auto found = contest_numbers_.find(contest.id.text);
  if (found == contest_numbers_.end()) {
    for (std::size_t i = 0; i < contest.choices.size(); ++i) {
      choices.push_back(static_cast<ChoiceIndex>(i));
    }
    return add_contest(contest);
  }
  std::map<std::string, ChoiceIndex> known;
  const std::vector<CardChoice>& listed = contests_[found->second].choices;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    known.emplace(listed[i].id.text, static_cast<ChoiceIndex>(i));
  }
  for (const CardChoice& choice : contest.choices) {
    const auto entry = known.find(choice.id.text);
    choices.push_back(entry != known.end() ? entry->second : add_choice(found->second, choice));
  }
  return found->second;
}

void CardStoreBuilder::append(const CardStore& part, const CardNames& names) {
  PartNumbers numbers;
  numbers.choices.resize(names.contests.size());
  numbers.codes.resize(names.contests.size());
  for (std::size_t i = 0; i < names.contests.size(); ++i) {
    numbers.contests.push_back(merged_contest(names.contests[i], numbers.choices[i]));
    const auto contest = static_cast<std::uint32_t>(i);
    numbers.codes[i].assign(part.markings(contest).size(), kUnknown);
  }
  for (const CardProfile& profile : names.profiles) {
    numbers.profiles.push_back(this->profile(
        {style(names.styles[profile.style]), precinct(names.precincts[profile.precinct]),
         counting_group(names.counting_groups[profile.counting_group]), profile.adjudicated}));
  }
  for (const CardBatch& batch : names.batches) {
    numbers.batches.push_back(
        this->batch(tabulator(names.tabulators[batch.tabulator]), batch.name));
  }
  for (std::size_t i = 0; i < part.chunks().size(); ++i) {
    append_chunk(part, part.chunks()[i], static_cast<std::uint32_t>(i), numbers);
  }
  for (RedactedRow row : part.redacted()) {
    for (RedactedRow::Votes& votes : row.votes) {
      votes.choice = numbers.choices[votes.contest][votes.choice];
      votes.contest = numbers.contests[votes.contest];
    }
    add_redacted(std::move(row));
  }
}

void CardStoreBuilder::append_chunk(const CardStore& part, const CardChunk& chunk,
                                    std::uint32_t chunk_index, PartNumbers& numbers) {
  const CardSayings said = sayings_of(chunk);
  std::vector<Mark> marks;
  std::size_t next = 0;
  for (std::uint32_t card = 0; card < chunk.cards(); ++card) {
    const CardPlace place{chunk_index, card};
    const std::string imprinted = part.imprinted_id(place);
    const std::string record = part.record_id(place);
    add_card({numbers.profiles[chunk.profiles()[card]], numbers.batches[chunk.run_of(card).batch],
              chunk.position_of(card), chunk.starts_ballot(card), imprinted, record});
    for (; next < said.ends[card]; ++next) {
      const auto [contest, code] = said.sayings[next];
      std::uint32_t& known = numbers.codes[contest][code];
      if (known == kUnknown) {
        const MarkingView marking = part.markings(contest).at(code);
        marks.assign(marking.marks.begin(), marking.marks.end());
        for (Mark& mark : marks) {
          if (mark.choice < kChoiceLimit) mark.choice = numbers.choices[contest][mark.choice];
        }
        known = markings_[numbers.contests[contest]].code_of(marking.state, marks);
      }
      RECANVASS_CHECK(add_marking(numbers.contests[contest], known));
    }
  }
}

CardStore CardStoreBuilder::finish() {
  if (writer_.cards() > 0) close_chunk();
  const auto kept = std::make_shared<const std::vector<ChunkBytes>>(std::move(chunks_));
  std::vector<CardChunk> chunks;
  for (const ChunkBytes& bytes : *kept) {
    auto chunk = CardChunk::read(bytes.bytes());
    RECANVASS_CHECK(chunk.has_value());
    chunks.push_back(*std::move(chunk));
  }
  CardNames names{std::move(contests_),         std::move(styles_.names),
                  std::move(precincts_.names),  std::move(counting_groups_.names),
                  std::move(tabulators_.names), std::move(profiles_),
                  std::move(batches_)};
  auto store = CardStore::put_together(std::move(names), std::move(markings_), std::move(chunks),
                                       std::move(redacted_), kept);
  RECANVASS_CHECK(store.has_value());
  return *std::move(store);
}

}  // namespace recanvass::election
