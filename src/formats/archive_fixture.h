// Archives and packed files for tests, written by the libraries that read them.
// Used by the tests of formats/zip_archive.h, formats/gzip_source.h and formats/input_files.h.
#pragma once

#include "base/check.h"
#include "formats/input_files.h"

#include <zip.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::formats {

inline void write_zip(const std::filesystem::path& path,
                      const std::vector<std::pair<std::string, std::string>>& files) {
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  RECANVASS_CHECK(archive != nullptr);
  for (const auto& [name, text] : files) {
    zip_source_t* source = zip_source_buffer(archive, text.data(), text.size(), 0);
    RECANVASS_CHECK(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
  }
  RECANVASS_CHECK(zip_close(archive) == 0);
}

/// A sheet of a workbook in a test: `body` stands within its <worksheet>, `attributes` within what
/// names it, as in R"(state="hidden")".
struct TestSheet {
  std::string name;
  std::string body;
  std::string attributes;
};

/// The <sheetData> of rows of texts.
inline std::string sheet_rows(const std::vector<std::vector<std::string>>& rows) {
  std::string body = "<sheetData>";
  for (const auto& row : rows) {
    body += "<row>";
    for (const std::string& cell : row) {
      body += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
    }
    body += "</row>";
  }
  return body + "</sheetData>";
}

inline void write_workbook(const std::filesystem::path& path,
                           const std::vector<TestSheet>& sheets) {
  std::string list;
  std::string relations;
  std::vector<std::pair<std::string, std::string>> files;
  for (const TestSheet& sheet : sheets) {
    const std::string number = std::to_string(files.size() + 1);
    list +=
        "<sheet name=\"" + sheet.name + "\" r:id=\"rId" + number + "\" " + sheet.attributes + "/>";
    relations +=
        "<Relationship Id=\"rId" + number + "\" Target=\"worksheets/sheet" + number + ".xml\"/>";
    files.emplace_back("xl/worksheets/sheet" + number + ".xml",
                       "<worksheet>" + sheet.body + "</worksheet>");
  }
  files.emplace_back("xl/workbook.xml",
                     "<workbook xmlns:r=\"r\"><sheets>" + list + "</sheets></workbook>");
  files.emplace_back("xl/_rels/workbook.xml.rels",
                     "<Relationships>" + relations + "</Relationships>");
  write_zip(path, files);
}

inline std::string gzipped(const std::string& text) {
  z_stream stream = {};
  RECANVASS_CHECK(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  RECANVASS_CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

inline std::string bytes_in(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void put_bytes(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// The cause of refusing a file when it is opened or read to its end; empty: it was not refused.
inline std::string cause_of_reading(const std::filesystem::path& path,
                                    const ArchiveLimits& limits = {}) {
  const auto files = InputFiles::open({path}, limits);
  if (!files) return files.problems()[0].cause;
  for (std::size_t at = 0; at < files->files().size(); ++at) {
    const auto text = files->whole(at, std::size_t{1} << 30U);
    if (!text) return text.problems()[0].cause;
  }
  return "";
}

}  // namespace recanvass::formats
