#include "workflow/card_record.h"

#include "base/check.h"
#include "base/sha256.h"
#include "ledger/keys.h"
#include "workflow/body.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace recanvass::workflow {
namespace {

// The hashes of a proof one after the other. No value: another length, or no base64.
std::optional<std::vector<ledger::Hash>> proof_in(const std::string& text) {
  const auto bytes = ledger::from_base64(text);
  if (!bytes || bytes->size() % sizeof(ledger::Hash) != 0) return std::nullopt;
  std::vector<ledger::Hash> proof(bytes->size() / sizeof(ledger::Hash));
  if (!proof.empty()) std::memcpy(proof.data(), bytes->data(), bytes->size());
  return proof;
}

std::string proof_text(const std::vector<ledger::Hash>& proof) {
  return ledger::base64(
      {reinterpret_cast<const char*>(proof.data()), proof.size() * sizeof(ledger::Hash)});
}

}  // namespace

std::string record_leaf(const std::string& list, std::int64_t card, const CardReading& reading,
                        const std::string& salt) {
  return base::canonical_json(
      {{"card", card}, {"list", list}, {"readings", card_reading_json(reading)}, {"salt", salt}});
}

bool is_committed_record(const std::string& list, const base::Json& record, std::int64_t cards,
                         const std::string& root) {
  const auto wanted = base::parse_hex(root);
  const auto proof = proof_in(text_in(record, "proof"));
  const std::int64_t card = number_in(record, "card");
  if (!wanted || !proof || card < 1 || card > cards) return false;
  const std::string leaf =
      record_leaf(list, card, card_reading_in(record["readings"]), text_in(record, "salt"));
  return ledger::verify_inclusion(ledger::leaf_hash(leaf), static_cast<std::uint64_t>(card - 1),
                                  static_cast<std::uint64_t>(cards), *proof, *wanted);
}

CardRecords::CardRecords(std::string list, std::int64_t cards, RecordOfCard record,
                         std::string secret)
    : list_(std::move(list)),
      cards_(static_cast<std::uint64_t>(cards)),
      record_(std::move(record)),
      secret_(std::move(secret)) {
  RECANVASS_CHECK(cards > 0 && secret_.size() >= 32);
  std::vector<ledger::Hash> level;
  level.reserve(cards_);
  for (std::int64_t card = 1; card <= cards; ++card) {
    level.push_back(ledger::leaf_hash(record_leaf(list_, card, record_(card), salt(card))));
  }
  while (!level.empty()) {
    std::vector<ledger::Hash> next;
    for (std::size_t i = 0; i + 1 < level.size(); i += 2) {
      next.push_back(ledger::node_hash(level[i], level[i + 1]));
    }
    levels_.push_back(std::move(level));
    level = std::move(next);
  }
}

std::string CardRecords::salt(std::int64_t card) const {
  return base::hex(
      base::sha256(fmt::format("recanvass.record/1\n{}\n{}\n{}", secret_, list_, card)));
}

std::string CardRecords::root() const {
  return base::hex(ledger::root_of(cards_, [&](int level, std::uint64_t index) {
    return levels_.at(static_cast<std::size_t>(level)).at(index);
  }));
}

base::Json CardRecords::record(std::int64_t card) const {
  const auto index = static_cast<std::uint64_t>(card - 1);
  RECANVASS_CHECK(card >= 1 && index < cards_);
  const auto proof = ledger::inclusion_proof(index, cards_, [&](int level, std::uint64_t place) {
    return levels_.at(static_cast<std::size_t>(level)).at(place);
  });
  return {{"card", card},
          {"readings", card_reading_json(record_(card))},
          {"salt", salt(card)},
          {"proof", proof_text(proof)}};
}

}  // namespace recanvass::workflow
