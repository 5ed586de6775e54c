// Entry points for fuzzing the readers of this folder: bytes in, and either figures that hold
// together or a refusal that helps; never a fault. Run by tests/fuzz/.
#pragma once

#include <string_view>

namespace recanvass::formats {

/// A file of returns of unknown format, as a package gives it, then a result set made of it.
void fuzz_returns(std::string_view bytes);
/// The reader of one format each, then a result set made of what it read.
void fuzz_tidy_returns(std::string_view bytes);
void fuzz_openelections(std::string_view bytes);
void fuzz_medsl_precincts(std::string_view bytes);
void fuzz_medsl_counties(std::string_view bytes);
void fuzz_clarity(std::string_view bytes);
void fuzz_nist_json(std::string_view bytes);
void fuzz_nist_xml(std::string_view bytes);
/// A file of cast vote records of unknown format.
void fuzz_cards(std::string_view bytes);
/// The reader of one format of cast vote records each.
void fuzz_dominion_json(std::string_view bytes);
void fuzz_dominion_csv(std::string_view bytes);
void fuzz_choice_columns(std::string_view bytes);
void fuzz_ess_ballots(std::string_view bytes);
void fuzz_clear_ballot(std::string_view bytes);
void fuzz_hart_cards(std::string_view bytes);
void fuzz_nist_cards_json(std::string_view bytes);
void fuzz_nist_cards_xml(std::string_view bytes);
void fuzz_raire_text(std::string_view bytes);
void fuzz_raire_json(std::string_view bytes);
void fuzz_rank_grid(std::string_view bytes);
void fuzz_cards_csv(std::string_view bytes);
/// A file as a person gives it: an archive, a workbook, a packed file.
void fuzz_archive(std::string_view bytes);
/// The reader of one format of results each.
void fuzz_batch_tallies(std::string_view bytes);
void fuzz_dominion_summary(std::string_view bytes);
/// A card store in its own file.
void fuzz_card_file(std::string_view bytes);
/// What a child process hands over.
void fuzz_handover(std::string_view bytes);
/// A ballot manifest.
void fuzz_manifest(std::string_view bytes);
/// Outlines of places.
void fuzz_topo_shapes(std::string_view bytes);
/// Files of published audits, one reader each.
void fuzz_published_colorado(std::string_view bytes);
void fuzz_published_arlo(std::string_view bytes);
void fuzz_published_ranked(std::string_view bytes);
void fuzz_published_print(std::string_view bytes);
/// What a person says of an audit, and what people typed of its cards.
void fuzz_audit_ask(std::string_view bytes);
void fuzz_readings(std::string_view bytes);
/// An election.toml whose files are missing.
void fuzz_election(std::string_view bytes);
/// A recount.toml.
void fuzz_statutes(std::string_view bytes);

}  // namespace recanvass::formats
