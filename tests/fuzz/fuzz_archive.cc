// A packed file may be made to unpack without end, or be cut and garbled on its way: what comes out
// stays within its limits and is what went in, or it is said that it is not.
#include "harness/effects/gzip.h"
#include "tests/fuzz/checks.h"
#include "tests/support/memory_files.h"

namespace {

using attune::fuzz::check_error;
using attune::fuzz::Input;
using attune::fuzz::require;

// So small that an input can reach them.
constexpr attune::UnpackLimits kLimits = {.size = 100'000, .ratio = 50, .free = 10'000};

void check(const attune::Result<std::string>& text, std::size_t packed) {
  if (!text) return check_error(text.error());
  require(text->size() <= kLimits.size);
  require(text->size() <= kLimits.free || text->size() / kLimits.ratio <= packed);
}

// A stranger's file, as it is and by its name.
void check_packed(const std::string& packed) {
  const auto text = attune::gunzipped(packed, kLimits);
  check(text, packed.size());
  require(!text || attune::is_gzip(packed));
  const attune::MemoryFiles files({{"a.gz", packed}, {"a.csv", packed}});
  const auto by_name = attune::read_unpacked(files, "a.gz", kLimits);
  require(by_name.has_value() == text.has_value());
  require(!text || *by_name == *text);
  const auto by_bytes = attune::read_unpacked(files, "a.csv", kLimits);
  if (attune::is_gzip(packed)) require(by_bytes.has_value() == text.has_value());
  if (!attune::is_gzip(packed)) require(by_bytes && *by_bytes == packed);
}

// Our own file, whole and then with one byte changed or with its end cut off.
void check_garbled(const Input& input) {
  const auto packed = attune::gzipped(input.text);
  const auto again = attune::gzipped(input.text);
  require(packed && again && *again == *packed);
  const auto whole = attune::gunzipped(*packed);
  require(whole && *whole == input.text);
  const auto twice = attune::gunzipped(*packed + *packed);
  require(twice && *twice == input.text + input.text);
  const std::size_t at = (input.form / 2) * packed->size() / 128;
  require(!attune::gunzipped(packed->substr(0, at)));
  std::string garbled = *packed;
  garbled[at] = static_cast<char>(garbled[at] ^ 0x10);
  const auto read = attune::gunzipped(garbled);
  constexpr std::size_t kHeader = 10;  // its flags, time and system are covered by no sum
  require(!read || *read == input.text || at < kHeader);
}

}  // namespace

// The first byte chooses what is done.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const Input input = attune::fuzz::input_of(bytes, size);
  if (input.form % 2 == 0) check_packed(input.text);
  if (input.form % 2 == 1) check_garbled(input);
  return 0;
}
