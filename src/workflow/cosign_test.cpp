#include "workflow/cosign.h"

#include "workflow/engine_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::accept_all;
using fixture::account;
using fixture::command_of;
using fixture::endings;
using fixture::EngineBench;
using fixture::opening;

constexpr const char* kOrigin = "elections.example/wi-2016";
constexpr const char* kWitness = "press.example";

// A ledger with a checkpoint after each growth, and a witness with keys of its own.
class CosignTest : public testing::Test {
 protected:
  void SetUp() override {
    witness_keys_.add(kWitness, fixture::witness_key());
    grow({opening(), account("x1", "observer", 9)});
  }
  void grow(const std::vector<Command>& commands) {
    for (const Answer& answer : accept_all(*engine_, commands)) {
      ASSERT_EQ(answer.standing, Standing::Accepted) << fixture::ended(answer);
    }
    ASSERT_TRUE(engine_->keep_checkpoint().ok());
  }
  base::Result<Cosigned> witness(Engine& engine) {
    CosignRequest request;
    request.witness = kWitness;
    request.log_key = **bench_.keys.log_key(kOrigin);
    request.unix_seconds = 1480327200;
    request.recorded_losses = losses_;
    request.accepts_loss = accepts_loss_;
    return cosign(*log_of_store(engine.storage()), request, witness_keys_);
  }
  std::string refusal_of(Engine& engine) {
    const auto result = witness(engine);
    return result ? "cosigned" : result.problems()[0].cause;
  }

  EngineBench bench_;
  std::unique_ptr<Engine> engine_ = bench_.open();
  KeyTable witness_keys_;
  std::vector<RecordedLoss> losses_;
  bool accepts_loss_ = false;
};

TEST_F(CosignTest, ALedgerThatOnlyGrowsIsCountersignedAndTheOperationTakesIt) {
  const auto first = witness(*engine_);
  ASSERT_TRUE(first.ok()) << base::sentences(first.problems());
  EXPECT_FALSE(first->before);
  EXPECT_EQ(first->checkpoint.size, 2U);
  const ledger::VerifierKey key{kWitness, ledger::SignerKind::Witness,
                                fixture::witness_key().public_key()};
  EXPECT_EQ(ledger::verified_time(*ledger::parse_note(first->note), key), 1480327200U);
  EXPECT_TRUE(engine_->storage().put_checkpoint(first->note).ok());
  grow({command_of("witness.add", "wec", {{"verifier_key", key.text()}}),
        recording_of(*first, kWitness, "wec", "2016-11-28T12:00:00Z")});
  const auto second = witness(*engine_);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->before->size, 2U);
  EXPECT_EQ(second->checkpoint.size, 4U);
}

TEST_F(CosignTest, AnotherLedgerOfTheSameNameIsRefused) {
  ASSERT_TRUE(witness(*engine_).ok());
  EngineBench forked;
  forked.keys.add(kOrigin, *bench_.keys.key_of(kOrigin));
  const auto other = forked.open();
  accept_all(*other, {opening(), account("x1", "observer", 8), account("x2", "observer", 10)});
  ASSERT_TRUE(other->keep_checkpoint().ok());
  EXPECT_EQ(refusal_of(*other), "witness.forked");
}

// While this process waits for its turn, another one with the same keys countersigns a fork.
class LateWitnessKeys : public KeyTable {
 public:
  base::Result<std::unique_ptr<Hold>> hold(const std::string& signer,
                                           const std::string& origin) override {
    RECANVASS_CHECK(remember_note(signer, origin, meanwhile).ok());
    return KeyTable::hold(signer, origin);
  }
  std::string meanwhile;
};

TEST_F(CosignTest, AForkThatAnotherProcessOfTheWitnessSignedMeanwhileIsFound) {
  EngineBench forked;
  forked.keys.add(kOrigin, *bench_.keys.key_of(kOrigin));
  const auto other = forked.open();
  accept_all(*other, {opening(), account("x1", "observer", 8)});
  ASSERT_TRUE(other->keep_checkpoint().ok());
  const auto signed_there = witness(*other);
  ASSERT_TRUE(signed_there.ok());
  LateWitnessKeys keys;
  keys.add(kWitness, fixture::witness_key());
  keys.meanwhile = signed_there->note;
  CosignRequest request;
  request.witness = kWitness;
  request.log_key = **bench_.keys.log_key(kOrigin);
  const auto cosigned = cosign(*log_of_store(engine_->storage()), request, keys);
  ASSERT_FALSE(cosigned.ok());
  EXPECT_EQ(cosigned.problems()[0].cause, "witness.forked");
  EXPECT_EQ(**keys.last_note(kWitness, kOrigin), signed_there->note);
}

TEST_F(CosignTest, ALedgerThatLostEntriesIsRefusedUntilTheLossIsRecorded) {
  grow({account("x2", "observer", 10)});
  const auto seen = witness(*engine_);
  ASSERT_TRUE(seen.ok());
  EngineBench restored;
  restored.keys.add(kOrigin, *bench_.keys.key_of(kOrigin));
  const auto older = restored.open();
  accept_all(*older, {opening()});
  ASSERT_TRUE(older->keep_checkpoint().ok());
  EXPECT_EQ(refusal_of(*older), "witness.shrunk");
  losses_ = {{seen->checkpoint, 1}};
  EXPECT_EQ(refusal_of(*older), "witness.lost") << "nobody signs over a loss without a word";
  const auto refused = witness(*older);
  EXPECT_NE(base::sentences(refused.problems()).find("lost 2 of the 3 entries"), std::string::npos)
      << base::sentences(refused.problems());
  accepts_loss_ = true;
  const auto accepted = witness(*older);
  ASSERT_TRUE(accepted.ok());
  EXPECT_EQ(accepted->lost, 2U);
}

// The longest checkpoint was another witness's; this one's lies between what was kept and that.
TEST_F(CosignTest, AWitnessOfAnEarlierCheckpointGoesOnByTheSameLoss) {
  const auto seen = witness(*engine_);
  ASSERT_TRUE(seen.ok());
  EngineBench restored;
  restored.keys.add(kOrigin, *bench_.keys.key_of(kOrigin));
  const auto older = restored.open();
  accept_all(*older, {opening()});
  ASSERT_TRUE(older->keep_checkpoint().ok());
  ledger::Checkpoint longest = seen->checkpoint;
  longest.size += 5;
  losses_ = {{longest, 1}};
  EXPECT_EQ(refusal_of(*older), "witness.lost");
  losses_ = {{longest, seen->checkpoint.size}};
  EXPECT_EQ(refusal_of(*older), "witness.shrunk") << "what it signed was kept, they say";
  losses_ = {{longest, 1}};
  accepts_loss_ = true;
  EXPECT_EQ(refusal_of(*older), "cosigned");
}

TEST_F(CosignTest, ACheckpointThatTheLedgerDidNotSignIsRefused) {
  const ledger::VerifierKey good = **bench_.keys.log_key(kOrigin);
  const ledger::VerifierKey others[] = {
      {kOrigin, ledger::SignerKind::Log, fixture::key_numbered(50).public_key()},
      {kOrigin, ledger::SignerKind::Witness, good.key},
      {"elections.example/other", ledger::SignerKind::Log, good.key}};
  for (const ledger::VerifierKey& other : others) {
    CosignRequest request{kWitness, other, 1480327200, {}};
    const auto result = cosign(*log_of_store(engine_->storage()), request, witness_keys_);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.problems()[0].cause, "witness.log-signature");
    EXPECT_TRUE(is_refusal_to_cosign(result.problems()[0]));
  }
}

}  // namespace
}  // namespace recanvass::workflow
