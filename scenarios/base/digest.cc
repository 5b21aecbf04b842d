#include "scenarios/base/digest.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace attune {

std::string digest_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), hash.data(), &size, EVP_sha256(), nullptr);
  std::string text = "sha256:";
  constexpr std::string_view kHex = "0123456789abcdef";
  for (unsigned int i = 0; i < size; ++i) text.append({kHex[hash[i] >> 4U], kHex[hash[i] & 0xFU]});
  return text;
}

Digester& Digester::add(std::string_view field) {
  bytes_ += fmt::format("{}:", field.size());
  bytes_ += field;
  return *this;
}

std::string Digester::text() const {
  return digest_of(bytes_);
}

std::string short_digest(std::string_view digest, std::size_t digits) {
  const auto colon = digest.find(':');
  return std::string(
      digest.substr(colon == std::string_view::npos ? 0 : colon + 1).substr(0, digits));
}

}  // namespace attune
