#include "store/storage_contract_test.h"

#include "ledger/note.h"
#include "ledger/tiles.h"
#include "store/proofs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

namespace recanvass::store {
namespace {

constexpr const char* kOrigin = "example.org/wi-2016";

ledger::SigningKey key_of(std::uint8_t seed) {
  ledger::SigningKey::Seed bytes{};
  bytes.fill(seed);
  return ledger::SigningKey::from_seed(bytes);
}

std::string note_text(std::uint64_t size, const ledger::Hash& root) {
  return ledger::checkpoint_text({kOrigin, size, root});
}

std::string log_note(const std::string& text) {
  return ledger::format_note({text, {ledger::sign_as_log(text, kOrigin, key_of(1))}});
}

std::uint64_t size_of(Storage& storage) {
  const auto size = storage.size();
  EXPECT_TRUE(size.ok());
  return size ? *size : ~std::uint64_t{0};
}

BlobId stored_blob(Storage& storage, const std::string& bytes) {
  std::istringstream source(bytes);
  const auto id = storage.put_blob(source);
  EXPECT_TRUE(id.ok()) << (id ? "" : base::sentences(id.problems()));
  return id ? *id : BlobId{};
}

void entries_are_read_back_in_order_by_whoever_opens_the_store(StoreUnderTest& store) {
  const auto batch = numbered_entries(0, 2500);
  const auto writer = store.open();
  EXPECT_EQ(size_of(*writer), 0U);
  append_all(*writer, 0, {batch.begin(), batch.begin() + 1});
  append_all(*writer, 1, {batch.begin() + 1, batch.end()});
  const auto reader = store.open();
  EXPECT_EQ(size_of(*reader), 2500U);
  const auto leaves = reader->read(0, 2500);
  ASSERT_TRUE(leaves.ok());
  ASSERT_EQ(leaves->size(), 2500U);
  for (std::size_t i = 0; i < batch.size(); ++i) ASSERT_EQ((*leaves)[i], batch[i].leaf);
  const auto some = reader->read(999, 1002);
  ASSERT_TRUE(some.ok());
  EXPECT_EQ(*reader->read(0, 1), std::vector<std::string>{batch[0].leaf});
  EXPECT_EQ(*some, (std::vector<std::string>{batch[999].leaf, batch[1000].leaf, batch[1001].leaf}));
}

void a_writer_who_expects_another_size_writes_nothing(StoreUnderTest& store) {
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 3));
  for (const std::uint64_t expected : {0U, 2U, 4U}) {
    const auto outcome = storage->append(expected, numbered_entries(10, 12));
    ASSERT_TRUE(outcome.ok());
    ASSERT_TRUE(std::holds_alternative<Conflict>(*outcome)) << expected;
    EXPECT_EQ(std::get<Conflict>(*outcome).actual_size, 3U);
    EXPECT_FALSE(std::get<Conflict>(*outcome).repeated);
  }
  EXPECT_EQ(size_of(*storage), 3U);
  EXPECT_FALSE(*storage->find("author-0", "key-10"));
}

void what_comes_next_is_decided_on_exactly_what_is_there(StoreUnderTest& store) {
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 3));
  append_all(*store.open(), 3, numbered_entries(3, 5));
  std::uint64_t shown = 0;
  std::vector<std::string> read;
  const auto outcome =
      storage->append_next([&](std::uint64_t size) -> base::Result<std::vector<NewEntry>> {
        shown = size;
        const auto leaves = storage->read(0, size);
        if (!leaves) return leaves.problems();
        read = *leaves;
        return numbered_entries(size, size + 150);
      });
  ASSERT_TRUE(outcome.ok()) << base::sentences(outcome.problems());
  ASSERT_TRUE(std::holds_alternative<Appended>(*outcome));
  EXPECT_EQ(std::get<Appended>(*outcome).first_position, 5U);
  EXPECT_EQ(shown, 5U);
  EXPECT_EQ(read.size(), 5U);
  EXPECT_EQ(size_of(*storage), 155U);
  EXPECT_EQ(*root_at(*store.open(), 155), numbered_root(155));
}

void a_turn_in_which_nothing_is_decided_appends_nothing(StoreUnderTest& store) {
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 2));
  const auto nothing = storage->append_next(
      [](std::uint64_t) -> base::Result<std::vector<NewEntry>> { return std::vector<NewEntry>{}; });
  ASSERT_TRUE(nothing.ok());
  EXPECT_EQ(std::get<Appended>(*nothing).first_position, 2U);
  const auto refused =
      storage->append_next([](std::uint64_t) -> base::Result<std::vector<NewEntry>> {
        return base::Problem{"test.refused", {}, "", "", ""};
      });
  EXPECT_EQ(cause_of(refused), "test.refused");
  const auto twice = storage->append_next([](std::uint64_t) -> base::Result<std::vector<NewEntry>> {
    return std::vector<NewEntry>{numbered_entry(7), numbered_entry(7)};
  });
  EXPECT_EQ(cause_of(twice), "store.repeated-in-batch");
  const auto known = storage->append_next([](std::uint64_t) -> base::Result<std::vector<NewEntry>> {
    return std::vector<NewEntry>{numbered_entry(1)};
  });
  ASSERT_TRUE(known.ok());
  EXPECT_EQ(std::get<Conflict>(*known).repeated->position, 1U);
  append_all(*store.open(), 2, numbered_entries(2, 4));
  EXPECT_EQ(*root_at(*storage, 4), numbered_root(4));
}

void F11_a_key_is_stored_once_and_the_first_entry_is_named(StoreUnderTest& store) {
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 5));
  const std::vector<NewEntry> batch = {numbered_entry(5), numbered_entry(3)};
  const auto outcome = storage->append(5, batch);
  ASSERT_TRUE(outcome.ok());
  ASSERT_TRUE(std::holds_alternative<Conflict>(*outcome));
  const Conflict& conflict = std::get<Conflict>(*outcome);
  EXPECT_EQ(conflict.actual_size, 5U);
  ASSERT_TRUE(conflict.repeated);
  EXPECT_EQ(conflict.repeated->batch_index, 1U);
  EXPECT_EQ(conflict.repeated->position, 3U);
  EXPECT_EQ(size_of(*storage), 5U);
  EXPECT_EQ(*storage->find(batch[1].author, batch[1].idempotency_key), 3U);
  EXPECT_FALSE(*storage->find(batch[0].author, batch[0].idempotency_key));
  // The same key by another author is another entry.
  append_all(*storage, 5, {{"another leaf", "author-x", batch[1].idempotency_key}});
}

void a_batch_that_no_ledger_can_hold_is_refused_with_all_its_problems(StoreUnderTest& store) {
  const auto storage = store.open();
  const std::string longest(ledger::kEntryBytesMax, 'x');
  const std::vector<NewEntry> batch = {
      {"", "a", "1"},     {longest + "x", "a", "2"}, {std::string("a\0b", 3), "a", "3"},
      {"\xff", "a", "4"}, {"fine", "a", "5"},        {"fine too", "a", "5"}};
  const auto outcome = storage->append(0, batch);
  ASSERT_FALSE(outcome.ok());
  ASSERT_EQ(outcome.problems().size(), 5U);
  EXPECT_EQ(outcome.problems()[3].cause, "store.leaf");
  EXPECT_EQ(outcome.problems()[4].cause, "store.repeated-in-batch");
  EXPECT_EQ(size_of(*storage), 0U);
  append_all(*storage, 0, {{longest, "a", "1"}, {"Zoë's \"tally\" \\ %s :x 'q'\n", "a:b", "k:1"}});
  EXPECT_EQ((*storage->read(0, 2))[1], "Zoë's \"tally\" \\ %s :x 'q'\n");
  EXPECT_EQ(*storage->find("a:b", "k:1"), 1U);
}

void a_range_outside_the_ledger_is_refused_and_a_reader_may_stop(StoreUnderTest& store) {
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 4));
  EXPECT_EQ(cause_of(storage->read(0, 5)), "store.range");
  EXPECT_EQ(cause_of(storage->read(3, 2)), "store.range");
  EXPECT_TRUE(storage->read(4, 4)->empty());
  std::uint64_t last = 99;
  const auto read = storage->read_each(0, 4, [&last](const LedgerEntry& entry) {
    last = entry.position;
    EXPECT_EQ(entry.leaf_hash, ledger::leaf_hash(entry.leaf));
    return entry.position == 1 ? Flow::Stop : Flow::Continue;
  });
  EXPECT_TRUE(read.ok());
  EXPECT_EQ(last, 1U);
  EXPECT_EQ(cause_of(storage->node(0, 4)), "store.range");
  EXPECT_EQ(cause_of(storage->node(3, 0)), "store.range");
  EXPECT_EQ(cause_of(storage->node(-1, 0)), "store.range");
}

// 65,536 leaves complete a hash of the second tile level.
void roots_and_proofs_are_those_of_the_plain_tree(StoreUnderTest& store) {
  const auto storage = store.open();
  ledger::Frontier tree;
  std::map<std::uint64_t, ledger::Hash> roots = {{0, tree.root()}};
  std::uint64_t size = 0;
  for (const std::uint64_t next : {1U, 2U, 255U, 256U, 257U, 511U, 512U, 65535U, 65536U, 65800U}) {
    const auto batch = numbered_entries(size, next);
    for (const NewEntry& entry : batch) tree.append(ledger::leaf_hash(entry.leaf));
    append_all(*storage, size, batch);
    size = next;
    roots[size] = tree.root();
    ASSERT_EQ(*root_at(*storage, size), roots[size]) << size;
  }
  const auto again = store.open();
  for (const auto& [part, root] : roots) {
    ASSERT_EQ(*root_at(*again, part), root) << part;
    EXPECT_TRUE(ledger::verify_consistency(part, size, root, roots[size],
                                           *prove_consistency(*again, part, size)));
    if (part == size) continue;
    EXPECT_TRUE(ledger::verify_inclusion(ledger::leaf_hash(numbered_entry(part).leaf), part, size,
                                         *prove_inclusion(*again, part, size), roots[size]));
  }
  EXPECT_EQ(cause_of(root_at(*again, size + 1)), "store.range");
  EXPECT_EQ(cause_of(prove_inclusion(*again, size, size)), "store.range");
  EXPECT_EQ(base::sentences(again->check()->findings), "");
}

void two_writers_in_turn_build_one_tree(StoreUnderTest& store) {
  const auto one = store.open();
  const auto other = store.open();
  std::uint64_t size = 0;
  // Steps below, at and above what a writer catches up with without reading the edge anew.
  for (const std::uint64_t step : {1U, 3U, 255U, 256U, 257U, 2U, 600U, 1U}) {
    append_all(*one, size, numbered_entries(size, size + step));
    size += step;
    append_all(*other, size, numbered_entries(size, size + 1));
    ++size;
    const auto late = one->append(size - 1, numbered_entries(9000, 9001));
    ASSERT_TRUE(late.ok());
    ASSERT_TRUE(std::holds_alternative<Conflict>(*late));
    EXPECT_EQ(std::get<Conflict>(*late).actual_size, size);
  }
  EXPECT_EQ(*root_at(*one, size), numbered_root(size));
  EXPECT_EQ(base::sentences(other->check()->findings), "");
}

void files_are_kept_by_hash_whatever_their_size(StoreUnderTest& store) {
  const auto storage = store.open();
  std::vector<BlobId> ids;
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, kFilePiece - 1, kFilePiece,
                                  kFilePiece + 1, 3 * kFilePiece}) {
    const std::string content = patterned_bytes(bytes);
    const BlobId id = stored_blob(*storage, content);
    EXPECT_EQ(id.bytes, bytes);
    EXPECT_EQ(id.sha256, base::sha256(content));
    EXPECT_TRUE(*storage->has_blob(id.sha256));
    EXPECT_EQ(blob_text(*storage, id.sha256), content);
    ids.push_back(id);
  }
  EXPECT_EQ(stored_blob(*storage, patterned_bytes(kFilePiece)), ids[3]);
  std::sort(ids.begin(), ids.end(),
            [](const BlobId& a, const BlobId& b) { return a.sha256 < b.sha256; });
  EXPECT_EQ(*store.open()->blobs(), ids);
  const base::Sha256 absent = base::sha256("absent");
  EXPECT_FALSE(*storage->has_blob(absent));
  EXPECT_NE(blob_text(*storage, absent).find(base::hex(absent)), std::string::npos);
  EXPECT_EQ(storage->check()->blobs, ids.size());
  EXPECT_EQ(base::sentences(storage->check()->findings), "");
}

// A stream that breaks after some bytes, as a connection does.
class BreakingBuffer : public std::stringbuf {
 public:
  explicit BreakingBuffer(std::size_t bytes) : left_(bytes) {}

 protected:
  std::streamsize xsgetn(char* to, std::streamsize wanted) override {
    // A stream turns a buffer's exception into its bad state.
    // tidy: throw the only way in which a stream buffer can fail
    if (left_ < static_cast<std::size_t>(wanted)) throw std::runtime_error("broken");
    left_ -= static_cast<std::size_t>(wanted);
    std::fill_n(to, wanted, 'x');
    return wanted;
  }
  int_type underflow() override { return 'x'; }

 private:
  std::size_t left_;
};

void F4_a_source_that_breaks_leaves_nothing(StoreUnderTest& store) {
  const auto storage = store.open();
  BreakingBuffer buffer(2 * kFilePiece);
  std::istream source(&buffer);
  EXPECT_EQ(cause_of(storage->put_blob(source)), "store.source");
  EXPECT_TRUE(storage->blobs()->empty());
  EXPECT_EQ(base::sentences(storage->check()->findings), "");
}

// A source that saves an entry through another handle each time it is read.
class SavingBuffer : public std::stringbuf {
 public:
  SavingBuffer(const std::string& bytes, Storage& storage)
      : std::stringbuf(bytes), storage_(storage) {}
  [[nodiscard]] std::uint64_t saved() const { return saved_; }

 protected:
  std::streamsize xsgetn(char* to, std::streamsize wanted) override {
    append_all(storage_, saved_, numbered_entries(saved_, saved_ + 1));
    ++saved_;
    return std::stringbuf::xsgetn(to, wanted);
  }

 private:
  Storage& storage_;
  std::uint64_t saved_ = 0;
};

void F10_an_upload_never_holds_up_an_entry(StoreUnderTest& store) {
  const auto uploading = store.open();
  const auto entering = store.open();
  const std::string bytes = patterned_bytes(4 * kFilePiece);
  SavingBuffer buffer(bytes, *entering);
  std::istream source(&buffer);
  const auto id = uploading->put_blob(source);
  ASSERT_TRUE(id.ok());
  EXPECT_GE(buffer.saved(), 4U);
  EXPECT_EQ(blob_text(*uploading, id->sha256), bytes);
  EXPECT_EQ(base::sentences(uploading->check()->findings), "");
}

void F8_a_snapshot_is_a_cache_that_can_go(StoreUnderTest& store) {
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 3));
  EXPECT_FALSE(*storage->get_snapshot("state"));
  const Snapshot first{2, std::string("\0\1state", 7)};
  const Snapshot second{3, patterned_bytes(kFilePiece + 5)};
  const Snapshot ahead{4, "of entries that are not here"};
  ASSERT_TRUE(storage->put_snapshot("state", first).ok());
  EXPECT_EQ(*storage->get_snapshot("state"), first);
  ASSERT_TRUE(storage->put_snapshot("state", second).ok());
  EXPECT_EQ(*store.open()->get_snapshot("state"), second);
  ASSERT_TRUE(storage->put_snapshot("other", ahead).ok());
  EXPECT_FALSE(*storage->get_snapshot("other"));
  ASSERT_TRUE(storage->delete_snapshot("state").ok());
  ASSERT_TRUE(storage->delete_snapshot("state").ok());
  EXPECT_FALSE(*storage->get_snapshot("state"));
}

void a_ledger_is_named_once(StoreUnderTest& store) {
  const auto storage = store.open();
  EXPECT_FALSE(*storage->origin());
  ASSERT_TRUE(storage->set_origin(kOrigin).ok());
  ASSERT_TRUE(storage->set_origin(kOrigin).ok());
  EXPECT_EQ(cause_of(storage->set_origin("example.org/other")), "store.origin");
  EXPECT_EQ(*store.open()->origin(), kOrigin);
  EXPECT_EQ(storage->schema_version(), 1);
}

void a_checkpoint_is_kept_with_every_signature_and_only_if_it_is_of_this_ledger(
    StoreUnderTest& store) {
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 300));
  EXPECT_FALSE(*storage->latest_checkpoint());
  const std::string note = numbered_checkpoint(300);
  ASSERT_TRUE(storage->put_checkpoint(note).ok());
  EXPECT_EQ(*storage->checkpoint(300), note);
  const std::string text = note_text(300, numbered_root(300));
  const auto witness = ledger::sign_as_witness(text, "witness", key_of(2), 1'480'000'000);
  ASSERT_TRUE(storage->put_checkpoint(ledger::format_note({text, {witness}})).ok());
  ASSERT_TRUE(storage->put_checkpoint(ledger::format_note({text, {witness}})).ok());
  const auto both = ledger::parse_note(**store.open()->checkpoint(300));
  ASSERT_TRUE(both.ok());
  EXPECT_EQ(both->signatures.size(), 2U);
  ASSERT_TRUE(storage->put_checkpoint(numbered_checkpoint(7)).ok());
  EXPECT_EQ(*storage->checkpoint(7), numbered_checkpoint(7));
  EXPECT_EQ(ledger::parse_note(**storage->latest_checkpoint())->text, text);
  EXPECT_FALSE(*storage->checkpoint(8));
  EXPECT_EQ(cause_of(storage->put_checkpoint(log_note(note_text(300, numbered_root(299))))),
            "store.checkpoint-root");
  EXPECT_EQ(cause_of(storage->put_checkpoint(numbered_checkpoint(301))), "store.checkpoint-ahead");
  const std::string other = ledger::checkpoint_text({"example.org/x", 7, numbered_root(7)});
  EXPECT_EQ(cause_of(storage->put_checkpoint(log_note(other))), "store.checkpoint-fork");
  EXPECT_EQ(cause_of(storage->put_checkpoint("no note")), "note.format");
  EXPECT_EQ(storage->check()->checkpoints, 2U);
  EXPECT_EQ(base::sentences(storage->check()->findings), "");
}

void F17_a_clock_that_jumps_back_changes_no_order_and_is_reported(StoreUnderTest& store) {
  const auto storage = store.open();
  append_all(*storage, 0, numbered_entries(0, 2));
  EXPECT_EQ(storage->health().clock_behind_ms, 0);
  store.clock.now -= 3 * 60 * 60 * 1000;
  const auto restarted = store.open();
  append_all(*restarted, 2, numbered_entries(2, 4));
  EXPECT_EQ(restarted->health().clock_behind_ms, 3 * 60 * 60 * 1000);
  EXPECT_EQ((*restarted->read(0, 4))[2], numbered_entry(2).leaf);
  EXPECT_EQ(restarted->health().write_state, WriteState::ReadWrite);
  store.clock.now += 3 * 60 * 60 * 1000 + 1;
  append_all(*restarted, 4, numbered_entries(4, 5));
  EXPECT_EQ(restarted->health().clock_behind_ms, 0);
}

}  // namespace

NewEntry numbered_entry(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return {"{\"leaf\":" + digits + "}", "author-" + std::to_string(number % 5), "key-" + digits};
}

std::vector<NewEntry> numbered_entries(std::uint64_t begin, std::uint64_t end) {
  std::vector<NewEntry> entries;
  for (std::uint64_t number = begin; number < end; ++number) {
    entries.push_back(numbered_entry(number));
  }
  return entries;
}

void append_all(Storage& storage, std::uint64_t expected_size, const std::vector<NewEntry>& batch) {
  const auto outcome = storage.append(expected_size, batch);
  ASSERT_TRUE(outcome.ok()) << base::sentences(outcome.problems());
  ASSERT_TRUE(std::holds_alternative<Appended>(*outcome));
  EXPECT_EQ(std::get<Appended>(*outcome).first_position, expected_size);
}

ledger::Hash numbered_root(std::uint64_t size) {
  ledger::Frontier tree;
  for (std::uint64_t number = 0; number < size; ++number) {
    tree.append(ledger::leaf_hash(numbered_entry(number).leaf));
  }
  return tree.root();
}

std::string numbered_checkpoint(std::uint64_t size) {
  return log_note(note_text(size, numbered_root(size)));
}

std::string patterned_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 1;
  for (char& byte : bytes) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<char>(state >> 24);
  }
  return bytes;
}

std::string blob_text(Storage& storage, const base::Sha256& sha256) {
  std::string text;
  const auto read = storage.get_blob(sha256, [&text](std::string_view piece) {
    text += piece;
    return Flow::Continue;
  });
  return read ? text : base::sentences(read.problems());
}

std::vector<Claim> storage_claims() {
#define CLAIM(function) \
  Claim { #function, function }
  return {
      CLAIM(entries_are_read_back_in_order_by_whoever_opens_the_store),
      CLAIM(a_writer_who_expects_another_size_writes_nothing),
      CLAIM(what_comes_next_is_decided_on_exactly_what_is_there),
      CLAIM(a_turn_in_which_nothing_is_decided_appends_nothing),
      CLAIM(F11_a_key_is_stored_once_and_the_first_entry_is_named),
      CLAIM(a_batch_that_no_ledger_can_hold_is_refused_with_all_its_problems),
      CLAIM(a_range_outside_the_ledger_is_refused_and_a_reader_may_stop),
      CLAIM(roots_and_proofs_are_those_of_the_plain_tree),
      CLAIM(two_writers_in_turn_build_one_tree),
      CLAIM(files_are_kept_by_hash_whatever_their_size),
      CLAIM(F4_a_source_that_breaks_leaves_nothing),
      CLAIM(F10_an_upload_never_holds_up_an_entry),
      CLAIM(F8_a_snapshot_is_a_cache_that_can_go),
      CLAIM(a_ledger_is_named_once),
      CLAIM(a_checkpoint_is_kept_with_every_signature_and_only_if_it_is_of_this_ledger),
      CLAIM(F17_a_clock_that_jumps_back_changes_no_order_and_is_reported),
  };
#undef CLAIM
}

}  // namespace recanvass::store
