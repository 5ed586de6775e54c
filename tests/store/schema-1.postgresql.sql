
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA fixture;

CREATE FUNCTION fixture.entry_keeps() RETURNS trigger
    LANGUAGE plpgsql
    AS $$BEGIN RAISE EXCEPTION 'entries are never changed or removed'; END$$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE fixture.blob (
    sha256 text NOT NULL COLLATE pg_catalog."C",
    bytes bigint NOT NULL,
    series bigint NOT NULL
);

CREATE TABLE fixture.checkpoint (
    size bigint NOT NULL,
    note text NOT NULL
);

CREATE TABLE fixture.chunk (
    series bigint NOT NULL,
    chunk_index bigint NOT NULL,
    sha256 text NOT NULL,
    content bytea NOT NULL
);
ALTER TABLE ONLY fixture.chunk ALTER COLUMN content SET STORAGE EXTERNAL;

CREATE TABLE fixture.entry (
    "position" bigint NOT NULL,
    author text NOT NULL COLLATE pg_catalog."C",
    idempotency_key text NOT NULL COLLATE pg_catalog."C",
    stored_at bigint NOT NULL,
    leaf_hash text NOT NULL,
    leaf text NOT NULL
);

CREATE TABLE fixture.head (
    only_row integer NOT NULL,
    size bigint NOT NULL,
    CONSTRAINT head_only_row_check CHECK ((only_row = 1)),
    CONSTRAINT head_size_check CHECK ((size >= 0))
);

CREATE TABLE fixture.node (
    tile_level integer NOT NULL,
    node_index bigint NOT NULL,
    hash text NOT NULL
);

CREATE TABLE fixture.property (
    name text NOT NULL COLLATE pg_catalog."C",
    content text NOT NULL
);

CREATE TABLE fixture.schema_history (
    version integer NOT NULL,
    name text NOT NULL,
    applied_at bigint NOT NULL
);

CREATE TABLE fixture.series (
    id bigint NOT NULL,
    started_at bigint NOT NULL
);

ALTER TABLE fixture.series ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME fixture.series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE fixture.snapshot (
    name text NOT NULL COLLATE pg_catalog."C",
    ledger_size bigint NOT NULL,
    bytes bigint NOT NULL,
    sha256 text NOT NULL,
    series bigint NOT NULL
);

INSERT INTO fixture.blob VALUES ('b7842b207e53623fc8163e7fe2d9c4e10b9a425e2b373cb1ede7322325dc272e', 18, 1);

INSERT INTO fixture.checkpoint VALUES (256, 'example.org/wi-2016
256
a7g6PRhHpb+sXznHj416cNg2WzOH34k0AlyX5vv8C/E=

— example.org/wi-2016 iGK0EphLgmy/BOANFZFdoN9a8eXaynaRHl6vf/cvZwHe8mmyh8XbzvTlBLASPN7AzncVldxf+PhMB94c5kV64LkPFgE=
');

INSERT INTO fixture.chunk VALUES (1, 0, 'b7842b207e53623fc8163e7fe2d9c4e10b9a425e2b373cb1ede7322325dc272e', '\x612066696c65206f6620736368656d612031');
INSERT INTO fixture.chunk VALUES (2, 0, '126b74a70d7f8d3b44bf4ede2f4001741e9f819053cb292e3c234bec87132959', '\x6120736e617073686f74206f6620736368656d612031');

INSERT INTO fixture.entry VALUES (0, 'author-0', 'key-0', 1480000000000, '7a2f2900ab0f3fafb5f2501bcda3bd190a3ed3a44609f1473c1be1ab83bb4a67', '{"leaf":0}');
INSERT INTO fixture.entry VALUES (1, 'author-1', 'key-1', 1480000000000, '97e8cdcff1c9d296de3edc31b48998b93068dd8c6fe3f0d41df990ce4ec6afa2', '{"leaf":1}');
INSERT INTO fixture.entry VALUES (2, 'author-2', 'key-2', 1480000000000, 'ebd16b0b2c044e9a1c740706de97f6b74d1c6b5b07f329dbd31e87b002acd7fb', '{"leaf":2}');
INSERT INTO fixture.entry VALUES (3, 'author-3', 'key-3', 1480000000000, '6fb3584905e5d7caa70a981d3ee869841a69aab218ec1975b2076dce8a81996a', '{"leaf":3}');
INSERT INTO fixture.entry VALUES (4, 'author-4', 'key-4', 1480000000000, '57fc6932e4bd9962b596b138f6c2783090e0cafad6fb8bb45981dda89d4b90eb', '{"leaf":4}');
INSERT INTO fixture.entry VALUES (5, 'author-0', 'key-5', 1480000000000, '466bb40283b420db88c1514fd287993e6f9effaeed5c271db589c5c601cb7b83', '{"leaf":5}');
INSERT INTO fixture.entry VALUES (6, 'author-1', 'key-6', 1480000000000, 'bf204c03381ea41db8c6e63a543ea188098e4117318e18e4616d198e94d04df4', '{"leaf":6}');
INSERT INTO fixture.entry VALUES (7, 'author-2', 'key-7', 1480000000000, 'f27af9347bf06570d5a5ccd8463079f4316a3d6ab54e78b679b1ccb93d930a8c', '{"leaf":7}');
INSERT INTO fixture.entry VALUES (8, 'author-3', 'key-8', 1480000000000, '9d05885a66f08340de8dba2f61b596039ac7671c038214781c19db4f6ebc0b8b', '{"leaf":8}');
INSERT INTO fixture.entry VALUES (9, 'author-4', 'key-9', 1480000000000, 'ca499123a1a2a720ceac11e5e7f96ab729e0ea158e9ecd77a981eeb1f43442a1', '{"leaf":9}');
INSERT INTO fixture.entry VALUES (10, 'author-0', 'key-10', 1480000000000, 'ada409114a88c55c8e63c39d8f1e1ebd939aa0827278561cfb2cafb5bf0b0181', '{"leaf":10}');
INSERT INTO fixture.entry VALUES (11, 'author-1', 'key-11', 1480000000000, '27b694c59c71ede2dc1f00cb9f18243bd54231db7259f5438a184c3e43db7d2d', '{"leaf":11}');
INSERT INTO fixture.entry VALUES (12, 'author-2', 'key-12', 1480000000000, '8be8e467347b17bb63e7eefd2890366f733c993ac6aeda0d95bcf7648111e59b', '{"leaf":12}');
INSERT INTO fixture.entry VALUES (13, 'author-3', 'key-13', 1480000000000, '1f2456995c943e6d07aa05f6d39398e71cd2dda90e770108cd036f2fb4174b6d', '{"leaf":13}');
INSERT INTO fixture.entry VALUES (14, 'author-4', 'key-14', 1480000000000, '2ef7cd0fc7a7ce8ff90bc3140ebbb4db6e2dea380beb2cc3bca8fe461cd830ec', '{"leaf":14}');
INSERT INTO fixture.entry VALUES (15, 'author-0', 'key-15', 1480000000000, '840bb74477faee60e6a21876371bca0e4686a4033c4de483bbec94e1c1416cb5', '{"leaf":15}');
INSERT INTO fixture.entry VALUES (16, 'author-1', 'key-16', 1480000000000, 'b907f0484b555a507b650c6413316360f1bed1c9fc4ee68b904b732ffe6642f9', '{"leaf":16}');
INSERT INTO fixture.entry VALUES (17, 'author-2', 'key-17', 1480000000000, 'afe5c838bc8b6ae1c90b4ad43ce6849c39b90184d91a3c8b96be83fee3a0c6d0', '{"leaf":17}');
INSERT INTO fixture.entry VALUES (18, 'author-3', 'key-18', 1480000000000, '5ebd7c93c4d0bb9d1f25fb27e740dee57a55974166ce840b9212565160571af7', '{"leaf":18}');
INSERT INTO fixture.entry VALUES (19, 'author-4', 'key-19', 1480000000000, '8318c6127aeda2025189c4ef6f60bdc95c75ffb9ea83be2df67b6bd4f805e132', '{"leaf":19}');
INSERT INTO fixture.entry VALUES (20, 'author-0', 'key-20', 1480000000000, 'd9d6a60198cd8c6fc5a6eeb41e845e54c9236a3ab68392960feef002bde889ff', '{"leaf":20}');
INSERT INTO fixture.entry VALUES (21, 'author-1', 'key-21', 1480000000000, '9fd69802a1520d38bca7b9ecbba12ce27b5eeddc039f1d37b2b026d3eb417c0c', '{"leaf":21}');
INSERT INTO fixture.entry VALUES (22, 'author-2', 'key-22', 1480000000000, 'd9ac16ba14b639f438ac831fbd14c7cd22493f1cc27652ee76332b7b126cb711', '{"leaf":22}');
INSERT INTO fixture.entry VALUES (23, 'author-3', 'key-23', 1480000000000, '9fa8d7a551f9a30b3d2143ceab27d6431982fa606fde1da4c96d47198cafb89d', '{"leaf":23}');
INSERT INTO fixture.entry VALUES (24, 'author-4', 'key-24', 1480000000000, 'd58415a0fa777ca4bcbb45f2d25b45d920199ce778577810bffa21fcdf3fdd5e', '{"leaf":24}');
INSERT INTO fixture.entry VALUES (25, 'author-0', 'key-25', 1480000000000, '2a28585e4c3e39616f834a4ad3f8602a92a87de9a7f191e12af0893941453634', '{"leaf":25}');
INSERT INTO fixture.entry VALUES (26, 'author-1', 'key-26', 1480000000000, 'ea0fdc91af3ffde5b7160282f6d29af8ce8274e5ee8c455691ee9e020f1ce30a', '{"leaf":26}');
INSERT INTO fixture.entry VALUES (27, 'author-2', 'key-27', 1480000000000, '7ebdcc617d00d324abbc160ee7e3dfab21d7817abf7c49d9f77e741565bc617f', '{"leaf":27}');
INSERT INTO fixture.entry VALUES (28, 'author-3', 'key-28', 1480000000000, 'e0015140997fac6b742acbf35541ed4a4ce821111e3cd090bf1a5fff062d1ee0', '{"leaf":28}');
INSERT INTO fixture.entry VALUES (29, 'author-4', 'key-29', 1480000000000, '76a30d39981c4a0e55070808ce3016c8462ea4ba86b7cdc1b6e28522d8e8f20f', '{"leaf":29}');
INSERT INTO fixture.entry VALUES (30, 'author-0', 'key-30', 1480000000000, '82983cf4c47147f57d083c17825ac2d2a2dcfc058a6ab99a438a65dd02dc5b2b', '{"leaf":30}');
INSERT INTO fixture.entry VALUES (31, 'author-1', 'key-31', 1480000000000, '6170e7da1bbaa985fb219e4dcd17cb3723933409beed2f7b944a2d8236dda3e4', '{"leaf":31}');
INSERT INTO fixture.entry VALUES (32, 'author-2', 'key-32', 1480000000000, '82a1da57d63412bc7b3771d48dd580e49c6aeea992f074d24016a105e3203cfb', '{"leaf":32}');
INSERT INTO fixture.entry VALUES (33, 'author-3', 'key-33', 1480000000000, '4be32a5f35ccfd2378a9f218722d5155993b8662a50b527bcde87668749fbaac', '{"leaf":33}');
INSERT INTO fixture.entry VALUES (34, 'author-4', 'key-34', 1480000000000, '7230ef7d630b8ab5c8aadaca7840e731bfaf8bb2e9ba91e619c2d2378ae821dd', '{"leaf":34}');
INSERT INTO fixture.entry VALUES (35, 'author-0', 'key-35', 1480000000000, '0be72a84cb5665fcdbe8d0327522e4ea0492e543b067d50b8ec9ea7f38feb364', '{"leaf":35}');
INSERT INTO fixture.entry VALUES (36, 'author-1', 'key-36', 1480000000000, '26df9508ab797cccd9ae8b261a424f14270a603dfae9df62c8bf15ac1ab3486b', '{"leaf":36}');
INSERT INTO fixture.entry VALUES (37, 'author-2', 'key-37', 1480000000000, '18a1255d95f8ea1d374d4ff185d0ec17a14c3eb27ec391f1a5df5532aa1ddbac', '{"leaf":37}');
INSERT INTO fixture.entry VALUES (38, 'author-3', 'key-38', 1480000000000, '4eb768629a40df587f5151225b85917b89013aabe8927158a4d116f3f67bddcc', '{"leaf":38}');
INSERT INTO fixture.entry VALUES (39, 'author-4', 'key-39', 1480000000000, 'ccc87cc26180ea8a505f7d8e2136e95443c70566d86611a0d736ededdd7da099', '{"leaf":39}');
INSERT INTO fixture.entry VALUES (40, 'author-0', 'key-40', 1480000000000, '7b3ea108e9d14d726276116447e1eaa94da0dcf67cee1cb728d4e2e78cc3d26b', '{"leaf":40}');
INSERT INTO fixture.entry VALUES (41, 'author-1', 'key-41', 1480000000000, 'dff5a4b890b159a80869ec1d04b00380ff086348792583d52369d1176adaf9cb', '{"leaf":41}');
INSERT INTO fixture.entry VALUES (42, 'author-2', 'key-42', 1480000000000, '67942d1865e9ae6292211ab447bbe9b872ed7d1a9407543992cbf9211c349a20', '{"leaf":42}');
INSERT INTO fixture.entry VALUES (43, 'author-3', 'key-43', 1480000000000, '0a3d5941a4fa5158a9936a29a01d2c0147b5bf933f5c31595d7e2eb141de0fef', '{"leaf":43}');
INSERT INTO fixture.entry VALUES (44, 'author-4', 'key-44', 1480000000000, 'ff2fddecfee2ece27c04f6e0a3722b2e46dbcc34b42711878c0b8a258aca85d5', '{"leaf":44}');
INSERT INTO fixture.entry VALUES (45, 'author-0', 'key-45', 1480000000000, 'df06e22892810d029019ff58f3a96cf202beeefba223666477fe5bb2685d5304', '{"leaf":45}');
INSERT INTO fixture.entry VALUES (46, 'author-1', 'key-46', 1480000000000, '56eea39d57fc90749a1b851f91f82d77c11e3e7d266798bf3416521092cba4d8', '{"leaf":46}');
INSERT INTO fixture.entry VALUES (47, 'author-2', 'key-47', 1480000000000, '431dd38e16a46c2f2e18d59bb288dd282553ce243e22a8e8d5dffa4573bfbf25', '{"leaf":47}');
INSERT INTO fixture.entry VALUES (48, 'author-3', 'key-48', 1480000000000, '6831e99872b9bd67a454a1c1a5edb7067dd3c778ba093084a77d4914b852ef9f', '{"leaf":48}');
INSERT INTO fixture.entry VALUES (49, 'author-4', 'key-49', 1480000000000, '79df7d125b72d22e201c11f2ee7bbe20ce6ce40667cdf09ef294038cc5b5e94a', '{"leaf":49}');
INSERT INTO fixture.entry VALUES (50, 'author-0', 'key-50', 1480000000000, '8d80e5f7b98b6eb7b5ceec81e6d1e28f77e90f9da4245f7ce28bcdbfa0d6d123', '{"leaf":50}');
INSERT INTO fixture.entry VALUES (51, 'author-1', 'key-51', 1480000000000, 'b1553a0d09715ee6eef1fe708792a5c554f2bd3e4d12d739f2ac6b63aae287a3', '{"leaf":51}');
INSERT INTO fixture.entry VALUES (52, 'author-2', 'key-52', 1480000000000, 'bc9f2240f1aaacb66e7068494baabc1fd4f83dc43b5efa1b1da6683514211cd6', '{"leaf":52}');
INSERT INTO fixture.entry VALUES (53, 'author-3', 'key-53', 1480000000000, 'f6eddeebec82186ee4ec30a11e1386fa0e0ad95ca045d3a2afc7f3ad4b1d18cc', '{"leaf":53}');
INSERT INTO fixture.entry VALUES (54, 'author-4', 'key-54', 1480000000000, 'afc2f0f8064266d7b51fa2112e875f4cf9af99b64883318e109772ac61949f65', '{"leaf":54}');
INSERT INTO fixture.entry VALUES (55, 'author-0', 'key-55', 1480000000000, '3437a2c21a54840a5a6cb2104ef4dbcf3f160717e1ed93385eb56e72925c2cbc', '{"leaf":55}');
INSERT INTO fixture.entry VALUES (56, 'author-1', 'key-56', 1480000000000, 'e3f7cc386e3bcd619960d4dbbb6a4eb3f8b421993c51cbdb4dc868255a4e416b', '{"leaf":56}');
INSERT INTO fixture.entry VALUES (57, 'author-2', 'key-57', 1480000000000, '504c7ea14a706655c6788bb342718045250c37f48205fde3749bcd6d64027c49', '{"leaf":57}');
INSERT INTO fixture.entry VALUES (58, 'author-3', 'key-58', 1480000000000, '1ce92ccf49b376ec79788be705882ec242b6c0f43941cc2881fe922d9d611086', '{"leaf":58}');
INSERT INTO fixture.entry VALUES (59, 'author-4', 'key-59', 1480000000000, '544b18f59abeadd0fda893746fa2444effca5734dcd840ff6bd4b6035257c31d', '{"leaf":59}');
INSERT INTO fixture.entry VALUES (60, 'author-0', 'key-60', 1480000000000, '8311c1eff226e2fa2cdb5efb4c0de347a9a8f5a6fc2d416e8475211b0cca9271', '{"leaf":60}');
INSERT INTO fixture.entry VALUES (61, 'author-1', 'key-61', 1480000000000, '8c1470ba9fe22e92f64dbebf1d525aa0cae35a62d41f767479d80016f8e3e929', '{"leaf":61}');
INSERT INTO fixture.entry VALUES (62, 'author-2', 'key-62', 1480000000000, '4a54737cb8d987c658ea09c8fea8b848794a6efaca9fcd19de5f8c3af29272f4', '{"leaf":62}');
INSERT INTO fixture.entry VALUES (63, 'author-3', 'key-63', 1480000000000, 'abdbf9f0818d794615dd60aebc30bd3f1711ca1e998fbf799c193e2dee8deea3', '{"leaf":63}');
INSERT INTO fixture.entry VALUES (64, 'author-4', 'key-64', 1480000000000, '590c18471ec5b56268bc4fb04ed0e6582e321a70aa982293338f861f80772fd8', '{"leaf":64}');
INSERT INTO fixture.entry VALUES (65, 'author-0', 'key-65', 1480000000000, '3199f4d3a2eb6238597911d815bf9b9d35730d42bc632ae5c2c1e06a4ef6f5ca', '{"leaf":65}');
INSERT INTO fixture.entry VALUES (66, 'author-1', 'key-66', 1480000000000, 'b94c218f5cce029214764be4891b58df8f8f3e1773d20aec7cd67a4a0b69f62a', '{"leaf":66}');
INSERT INTO fixture.entry VALUES (67, 'author-2', 'key-67', 1480000000000, 'cb4900da5f841ed920bb6e8268a820c2d831efeb24822e6923506257d4951614', '{"leaf":67}');
INSERT INTO fixture.entry VALUES (68, 'author-3', 'key-68', 1480000000000, '1af5eee9c49141dc4e556c9d51f1e3452ec0409f7fadf6d69f441458763ab91d', '{"leaf":68}');
INSERT INTO fixture.entry VALUES (69, 'author-4', 'key-69', 1480000000000, '4664f031fb39efe8c918e64030b98119a6015930aedb029709b5830a9bf1a751', '{"leaf":69}');
INSERT INTO fixture.entry VALUES (70, 'author-0', 'key-70', 1480000000000, '734f94fa985c73f69b9d7d08d6aa121ec9c67f8fef5e8e448d6b8333ded0d1e9', '{"leaf":70}');
INSERT INTO fixture.entry VALUES (71, 'author-1', 'key-71', 1480000000000, '3579ab0b9a61be55ad71a7ac3e7c062718b4789a723b0ef07d19cac14eda1584', '{"leaf":71}');
INSERT INTO fixture.entry VALUES (72, 'author-2', 'key-72', 1480000000000, 'b27b6b4e9619c3c43990868be99d01302541d0f55f0f77f8022331f9fa78e444', '{"leaf":72}');
INSERT INTO fixture.entry VALUES (73, 'author-3', 'key-73', 1480000000000, 'bd2ffe559d9d5539af5370fad3fd790e0517cc6bae514ebf1720666f57fbf80c', '{"leaf":73}');
INSERT INTO fixture.entry VALUES (74, 'author-4', 'key-74', 1480000000000, '3a55ca1e58bd9c801a880b6b4d48c3af2530c330122546474345ed026fa45d45', '{"leaf":74}');
INSERT INTO fixture.entry VALUES (75, 'author-0', 'key-75', 1480000000000, '886222cc111a54096ce039ed61848b00878a1be9a6d75a86c9fe4d3fac672490', '{"leaf":75}');
INSERT INTO fixture.entry VALUES (76, 'author-1', 'key-76', 1480000000000, '912c5ea9c608c8f7639ec8fa0911d48a5f88d94e53bebd678e7f3fb2b5ed7c2d', '{"leaf":76}');
INSERT INTO fixture.entry VALUES (77, 'author-2', 'key-77', 1480000000000, 'adf5eea7d98548be4f885fdfae7f24d3d1e37da049546d3f25c21bff680ad6b6', '{"leaf":77}');
INSERT INTO fixture.entry VALUES (78, 'author-3', 'key-78', 1480000000000, '741b0506dfe4398ea550552d096a87ebab102aa4e08d0f1c32b1c96ce11ab7d7', '{"leaf":78}');
INSERT INTO fixture.entry VALUES (79, 'author-4', 'key-79', 1480000000000, '5c6aa6941885698de46eec1f5f44a5a2e1837d95ffae5b8b5886c4698f5c58fb', '{"leaf":79}');
INSERT INTO fixture.entry VALUES (80, 'author-0', 'key-80', 1480000000000, '5652872862517b632c1ef5ccd4b63e8893306694489d62bdb3ecedde1272116a', '{"leaf":80}');
INSERT INTO fixture.entry VALUES (81, 'author-1', 'key-81', 1480000000000, 'e6b76c183e5d8b0602e64f46f32a5d55982d0cdf664df476ddbb0437c6900515', '{"leaf":81}');
INSERT INTO fixture.entry VALUES (82, 'author-2', 'key-82', 1480000000000, 'd0c3e9dcde932c37890163ed30984c465cbc176c586107c6df865c90bf601b97', '{"leaf":82}');
INSERT INTO fixture.entry VALUES (83, 'author-3', 'key-83', 1480000000000, 'b024d228e66196421799a896f42aecbfe03b817e7ae625a97e24923ffb7cad2a', '{"leaf":83}');
INSERT INTO fixture.entry VALUES (84, 'author-4', 'key-84', 1480000000000, '6603edbf9be6dcfa056a068aafd3e1d263afe2599f8231db8b08288be2224613', '{"leaf":84}');
INSERT INTO fixture.entry VALUES (85, 'author-0', 'key-85', 1480000000000, 'd961ae26d9d95c168fed75fd755c254756c40d99e004f5ea2ce85f9457fbab33', '{"leaf":85}');
INSERT INTO fixture.entry VALUES (86, 'author-1', 'key-86', 1480000000000, '92e7f4f3f2613a4f4d966d4eab33350f76f06cfd14c40509751e564c9f411f6f', '{"leaf":86}');
INSERT INTO fixture.entry VALUES (87, 'author-2', 'key-87', 1480000000000, '649a027b01382a7bbc207f56606f5fad2681016d9d1a5579273609a7f1302f5f', '{"leaf":87}');
INSERT INTO fixture.entry VALUES (88, 'author-3', 'key-88', 1480000000000, '391b2929a2c74ba8ceab10633869a4f5b37d9932dd0a0e95aba5b22a02d21bee', '{"leaf":88}');
INSERT INTO fixture.entry VALUES (89, 'author-4', 'key-89', 1480000000000, 'ad872e234920ef967fe2e9c1d58a756cf764d4802279d25089f5f36f967981d7', '{"leaf":89}');
INSERT INTO fixture.entry VALUES (90, 'author-0', 'key-90', 1480000000000, '96ba7a4417e6704207eff1ed6a0d387e751a4a145c31f324f7bf86a8a1e7e159', '{"leaf":90}');
INSERT INTO fixture.entry VALUES (91, 'author-1', 'key-91', 1480000000000, '3df2e8b5b6efd5ba37783f8df7cf032f0aa7ff81ec47075317035b5841048ea4', '{"leaf":91}');
INSERT INTO fixture.entry VALUES (92, 'author-2', 'key-92', 1480000000000, 'c3755b2a4a374614b431f3cc17ba2236fe3c7124f587d3aa5cc4b32fa6b446e3', '{"leaf":92}');
INSERT INTO fixture.entry VALUES (93, 'author-3', 'key-93', 1480000000000, '022e1999d6d8ac0ea2213a2f6664f9d3a8937392803a9e814b913caba93a280a', '{"leaf":93}');
INSERT INTO fixture.entry VALUES (94, 'author-4', 'key-94', 1480000000000, '5a2a431bf57838efcb7bbf6e5de16047121df282efe68f5dc345064da77b41ea', '{"leaf":94}');
INSERT INTO fixture.entry VALUES (95, 'author-0', 'key-95', 1480000000000, '57fa9e44870296c96187b78cea2ecb038a6acebfcca694ec78d4228c4cd6f8fb', '{"leaf":95}');
INSERT INTO fixture.entry VALUES (96, 'author-1', 'key-96', 1480000000000, '26e51dae40516940b67f6b6badae2c144b9115e926ce856ee10e9a6320f0ab7d', '{"leaf":96}');
INSERT INTO fixture.entry VALUES (97, 'author-2', 'key-97', 1480000000000, 'a57df53b211ab479ee2a21416c63e11bfba632531c401c0d9dc5c3af4b97f104', '{"leaf":97}');
INSERT INTO fixture.entry VALUES (98, 'author-3', 'key-98', 1480000000000, '2992ce6632730f8f4785496254d1ff3b5f4a0e9618d6f83c1e27afcc0260cec4', '{"leaf":98}');
INSERT INTO fixture.entry VALUES (99, 'author-4', 'key-99', 1480000000000, '3a36f5f60fa1880fefcba31cfe670b8f62528d847990e0c2442a3826f642e1b9', '{"leaf":99}');
INSERT INTO fixture.entry VALUES (100, 'author-0', 'key-100', 1480000000000, '62f43a4de2fc4570a57104dec1504d8b6182299e9d4afab629274ec77030fc96', '{"leaf":100}');
INSERT INTO fixture.entry VALUES (101, 'author-1', 'key-101', 1480000000000, '3b4b8c84b9528b37043b58e2a43a3af4ccdf064180e9250d478ed750e26088fd', '{"leaf":101}');
INSERT INTO fixture.entry VALUES (102, 'author-2', 'key-102', 1480000000000, '483018a7e73815eac1d306d8000a4057e1f4e0e4a2028b4fae1f971bf0956bfc', '{"leaf":102}');
INSERT INTO fixture.entry VALUES (103, 'author-3', 'key-103', 1480000000000, 'c276cb5d92cc883dc7501369efb095fdb1e98177a8215dd94cb45abf8132c182', '{"leaf":103}');
INSERT INTO fixture.entry VALUES (104, 'author-4', 'key-104', 1480000000000, '4aa527edc9326cbb35b8cf9ce4d1c125f0512a4da717bcafb48291618ef660c6', '{"leaf":104}');
INSERT INTO fixture.entry VALUES (105, 'author-0', 'key-105', 1480000000000, 'c90c31e3e29241efbed43a65b3381b98571e8b45eee4968ac494c71e89c4fce8', '{"leaf":105}');
INSERT INTO fixture.entry VALUES (106, 'author-1', 'key-106', 1480000000000, '9eb66568f1be3adbe8389611477b41d274ef42f08da273aaf70896b54769ba7b', '{"leaf":106}');
INSERT INTO fixture.entry VALUES (107, 'author-2', 'key-107', 1480000000000, 'a527e3d77a2199ee2767e1b564fe72172564fa433354287268638d2db1fc6a4c', '{"leaf":107}');
INSERT INTO fixture.entry VALUES (108, 'author-3', 'key-108', 1480000000000, '221fa5d950b24663f09e5e2625342ba2da5606079cbfaea6009591dfdebcb597', '{"leaf":108}');
INSERT INTO fixture.entry VALUES (109, 'author-4', 'key-109', 1480000000000, 'd1eb6fba43cd7e3346c8897a03f61566b251b90d2dd125fa7c5225a36e9f22dd', '{"leaf":109}');
INSERT INTO fixture.entry VALUES (110, 'author-0', 'key-110', 1480000000000, '7bbc018a9fe5163832a5a9a96a01b87deddc50d5dc946eaa2ed67230de13116b', '{"leaf":110}');
INSERT INTO fixture.entry VALUES (111, 'author-1', 'key-111', 1480000000000, '79d5cc2f5130461c9cb22369d1ffc86891838c774b8eb363587515c6783cce85', '{"leaf":111}');
INSERT INTO fixture.entry VALUES (112, 'author-2', 'key-112', 1480000000000, 'afdcf7c0081e6f468e0ef9e6e7cc929a64515cf60357bdc39a89a29becaab0c1', '{"leaf":112}');
INSERT INTO fixture.entry VALUES (113, 'author-3', 'key-113', 1480000000000, '59eeda2b37d68c9feb190585a699c1be83766d4976cb946f3abb28deeb7c703b', '{"leaf":113}');
INSERT INTO fixture.entry VALUES (114, 'author-4', 'key-114', 1480000000000, 'f95b3f7653696b818fa0c006c78c0c690078eb3aa4e9ff6978b718d3909a892d', '{"leaf":114}');
INSERT INTO fixture.entry VALUES (115, 'author-0', 'key-115', 1480000000000, '9563a1db06acb24238c6daea23a975b4a462d56549b6ad611909836522da44a8', '{"leaf":115}');
INSERT INTO fixture.entry VALUES (116, 'author-1', 'key-116', 1480000000000, 'e71c49e69703e1d164fe2709f3f94653c399a80012ba78bb9ca90f04f85f1dea', '{"leaf":116}');
INSERT INTO fixture.entry VALUES (117, 'author-2', 'key-117', 1480000000000, 'dcdf10adb4393e6fcd28b6ad3b50e32cd1a60f3481bc0fea7a3ca0047991b67f', '{"leaf":117}');
INSERT INTO fixture.entry VALUES (118, 'author-3', 'key-118', 1480000000000, '16a1184177c8e0b849e4014be074421f3205a9611d4513535ab2ab552919d791', '{"leaf":118}');
INSERT INTO fixture.entry VALUES (119, 'author-4', 'key-119', 1480000000000, 'dc62ff1a58ad72ebcda7e52d1da7055b8e3cf92bab0793c3754cfc8cca6aefad', '{"leaf":119}');
INSERT INTO fixture.entry VALUES (120, 'author-0', 'key-120', 1480000000000, '4911ecac7fa062d204b9a6821c07fac2f0306fc73530d6744fe6d968bb9b3654', '{"leaf":120}');
INSERT INTO fixture.entry VALUES (121, 'author-1', 'key-121', 1480000000000, '92b5f6d2798f2608b45be109efb3099cc8ce0708169ba0a4110ebf14598f9e24', '{"leaf":121}');
INSERT INTO fixture.entry VALUES (122, 'author-2', 'key-122', 1480000000000, 'cd1f697c21207b80786fc3edfd538f1ad1db1f7af941e8c596845e17d67f4872', '{"leaf":122}');
INSERT INTO fixture.entry VALUES (123, 'author-3', 'key-123', 1480000000000, '17ccc10fa61c6f32e19616aef94d6b951af0e12ca4f5bb60cf4e66c10ee835bb', '{"leaf":123}');
INSERT INTO fixture.entry VALUES (124, 'author-4', 'key-124', 1480000000000, '6511aed7dc59e71e064ef30002eabeda179c42e5432e10b617228cba2bbae62c', '{"leaf":124}');
INSERT INTO fixture.entry VALUES (125, 'author-0', 'key-125', 1480000000000, '870d794216c71835abb73364d668a2f603b2ddc380deaf410ff322a4f2887696', '{"leaf":125}');
INSERT INTO fixture.entry VALUES (126, 'author-1', 'key-126', 1480000000000, '22cc6bcb4f95670ab2114530afa9f328a2e3628257d9769bbbdf8e770c5de4f4', '{"leaf":126}');
INSERT INTO fixture.entry VALUES (127, 'author-2', 'key-127', 1480000000000, '8d7e205ba1998da57585dfd6b7dc81849f9877001d118773c2cec3db8358ac62', '{"leaf":127}');
INSERT INTO fixture.entry VALUES (128, 'author-3', 'key-128', 1480000000000, 'f02b14dd7467918ca6aabc1322eb600fdef5558c2ac1155e761d843836ff403c', '{"leaf":128}');
INSERT INTO fixture.entry VALUES (129, 'author-4', 'key-129', 1480000000000, '1cc98afe9b5bb233ce4eae11cb1d8dfb8320a6023ce63ddf952fddcf1d97f9ed', '{"leaf":129}');
INSERT INTO fixture.entry VALUES (130, 'author-0', 'key-130', 1480000000000, '48ca3a4700aa628f42bc76201c4da1268c68d9dd708b1a2f3007d87a68adb216', '{"leaf":130}');
INSERT INTO fixture.entry VALUES (131, 'author-1', 'key-131', 1480000000000, '1aedc6db2a38951df79a92ff66428b8d9a87ba4edf70b08a7602bea79b9355f4', '{"leaf":131}');
INSERT INTO fixture.entry VALUES (132, 'author-2', 'key-132', 1480000000000, '22b31f3adb3ad8a2b92e9fcbbc2052058228ab1fbe94ff05ed76d8774284b323', '{"leaf":132}');
INSERT INTO fixture.entry VALUES (133, 'author-3', 'key-133', 1480000000000, '167ed3b32c58ab27252a81e911b22fe39241895db8b000427e50034e7e6603f0', '{"leaf":133}');
INSERT INTO fixture.entry VALUES (134, 'author-4', 'key-134', 1480000000000, '51b07e882180cf8d42ee053d17b84f20a000423d4e2ab118ed8ec5bbfe25860c', '{"leaf":134}');
INSERT INTO fixture.entry VALUES (135, 'author-0', 'key-135', 1480000000000, '5c611970db73c53536b588d20b65c3c42ab89ab0d8e467da2ef37aa8397cc5d2', '{"leaf":135}');
INSERT INTO fixture.entry VALUES (136, 'author-1', 'key-136', 1480000000000, 'df5c4febff1f7a485ed41c209fdba2173650027959fd7c03ece5ac877864d4f7', '{"leaf":136}');
INSERT INTO fixture.entry VALUES (137, 'author-2', 'key-137', 1480000000000, '8c837c8251de10977abe71bd3f7cc85b00e7b529d127caaa4d0e010f849ed506', '{"leaf":137}');
INSERT INTO fixture.entry VALUES (138, 'author-3', 'key-138', 1480000000000, '85abfd0610f90b08a628b9d5b351f4f0bf58c2d2d999ccc25f76298376d36f30', '{"leaf":138}');
INSERT INTO fixture.entry VALUES (139, 'author-4', 'key-139', 1480000000000, 'd24526dc0d68a24099e0257263fdd06d87c1b2c23045506959c04092a4d2289a', '{"leaf":139}');
INSERT INTO fixture.entry VALUES (140, 'author-0', 'key-140', 1480000000000, '35829801a8f1a5d06a482b4a2e6c20932389ecbf8f351ec25cad2ddc2cc2c678', '{"leaf":140}');
INSERT INTO fixture.entry VALUES (141, 'author-1', 'key-141', 1480000000000, 'abf1c4ef99462855b55a662c70449cdf8642c67bc2acf88b761c945ad897a7b2', '{"leaf":141}');
INSERT INTO fixture.entry VALUES (142, 'author-2', 'key-142', 1480000000000, '5e8e993803ebfbab6fa8f352b3ca53e73f27fccb3e1db022878d821c2f3378ec', '{"leaf":142}');
INSERT INTO fixture.entry VALUES (143, 'author-3', 'key-143', 1480000000000, 'ee16cb791172b54db544ee5e75ccf13d2600e45a58784b5b055c2fb392f6987c', '{"leaf":143}');
INSERT INTO fixture.entry VALUES (144, 'author-4', 'key-144', 1480000000000, 'f2fddc82a8281acd38f4920a5c74ff49f52666018140e1947ef12b8c8bb3e5f8', '{"leaf":144}');
INSERT INTO fixture.entry VALUES (145, 'author-0', 'key-145', 1480000000000, 'da5b64203a5df09d95811e5c56e8301c2cc765c5e6c4f0a66eeb2c3372882646', '{"leaf":145}');
INSERT INTO fixture.entry VALUES (146, 'author-1', 'key-146', 1480000000000, 'ed33fdc3b249da8aafde64d0ed4dd72aa7e9bee2ef533b7fb070acb54294b0ea', '{"leaf":146}');
INSERT INTO fixture.entry VALUES (147, 'author-2', 'key-147', 1480000000000, '2a14d066b12adda3a89366e31194bd7e3734698e0b238d0dc58e0f536bfbc022', '{"leaf":147}');
INSERT INTO fixture.entry VALUES (148, 'author-3', 'key-148', 1480000000000, 'd8432920502032288b1f08bd8a4fea1a7a759583f7ec285aa0804b9b973b1838', '{"leaf":148}');
INSERT INTO fixture.entry VALUES (149, 'author-4', 'key-149', 1480000000000, 'e61eb706ba5f004f35295b4345d8ed9af364c031f0439bfb4295ba02c05173b2', '{"leaf":149}');
INSERT INTO fixture.entry VALUES (150, 'author-0', 'key-150', 1480000000000, '5ef6df1cfcfe794c98188535b58ab577b976c8cc8b7b3534ccb1cc0122bb938f', '{"leaf":150}');
INSERT INTO fixture.entry VALUES (151, 'author-1', 'key-151', 1480000000000, '7629cf85c815278a7c1a8fc6e46cac23d1d2461942d7b2ec163b543ab7124ce2', '{"leaf":151}');
INSERT INTO fixture.entry VALUES (152, 'author-2', 'key-152', 1480000000000, 'cf7c74a9a3ac36303dce3bc15c5adfa1531325843d4ba6699fb5dd77bb213e32', '{"leaf":152}');
INSERT INTO fixture.entry VALUES (153, 'author-3', 'key-153', 1480000000000, '5ff589d4becd88967efc0b167e36de6641aeca769f312f9621522b734cda971b', '{"leaf":153}');
INSERT INTO fixture.entry VALUES (154, 'author-4', 'key-154', 1480000000000, 'd526033ac03fef4d56ae7f4cc027ce70a98e6ab0f4fc44e9242dccd7ed94679a', '{"leaf":154}');
INSERT INTO fixture.entry VALUES (155, 'author-0', 'key-155', 1480000000000, 'c956434282b7f0156d5deb213ad053945516a2a772ac27026f25224720380737', '{"leaf":155}');
INSERT INTO fixture.entry VALUES (156, 'author-1', 'key-156', 1480000000000, '614d5c4cf0fe7ed97e873be18b54fd3b7c01e22c44d9a9a2ce709638868a243e', '{"leaf":156}');
INSERT INTO fixture.entry VALUES (157, 'author-2', 'key-157', 1480000000000, 'dde0bebb498d78022238a35987aa148943503b7b302f42588e4c6f723eb2b754', '{"leaf":157}');
INSERT INTO fixture.entry VALUES (158, 'author-3', 'key-158', 1480000000000, 'f7bdf4e05c85b54c7a46e7e428115fdfc6c5354d8cb1b978e4922029960a4763', '{"leaf":158}');
INSERT INTO fixture.entry VALUES (159, 'author-4', 'key-159', 1480000000000, 'be56c63ea52289ad846c043f4bef46321ccf78025793f669f6ad0b5e80af8979', '{"leaf":159}');
INSERT INTO fixture.entry VALUES (160, 'author-0', 'key-160', 1480000000000, '05d2680e226f9192e60b483615fbf9625e41be87d21d0078d53b6e57b3eb5be1', '{"leaf":160}');
INSERT INTO fixture.entry VALUES (161, 'author-1', 'key-161', 1480000000000, '258c5994a69750ea4524cf1c1bded478194fe6c248c902322416506d867d0f00', '{"leaf":161}');
INSERT INTO fixture.entry VALUES (162, 'author-2', 'key-162', 1480000000000, '7d159b9cda844b33c1ca8a0c39df0468aaeee385091c95554a1153e6e1ef4faa', '{"leaf":162}');
INSERT INTO fixture.entry VALUES (163, 'author-3', 'key-163', 1480000000000, 'bbbb86742a541cbe8e1b9475ea5db039909b902f886a8be468a23b2e478e69db', '{"leaf":163}');
INSERT INTO fixture.entry VALUES (164, 'author-4', 'key-164', 1480000000000, 'a7e778987db5139194adfc399d4eb41a45e5cd238424cddff0f1aeccd09b7e9e', '{"leaf":164}');
INSERT INTO fixture.entry VALUES (165, 'author-0', 'key-165', 1480000000000, 'c1b45686b22c721676292370a950d93717025e9e91da35647ac5c3882598c9aa', '{"leaf":165}');
INSERT INTO fixture.entry VALUES (166, 'author-1', 'key-166', 1480000000000, '06f6f6274aa74b595a591a86ab0f801ea95143620e38b8ade2973b68d16c28a7', '{"leaf":166}');
INSERT INTO fixture.entry VALUES (167, 'author-2', 'key-167', 1480000000000, '6129d02c149a52c4705c87a3bac10b51690eb1d1b38645e18d7d3b564dd71b05', '{"leaf":167}');
INSERT INTO fixture.entry VALUES (168, 'author-3', 'key-168', 1480000000000, '619ef3ac322f17f36fcb82f02e14206e8a05fae26f63b377df85260e25227691', '{"leaf":168}');
INSERT INTO fixture.entry VALUES (169, 'author-4', 'key-169', 1480000000000, '5ab12de522d85c30ce8d4a296f8722ef67b23ce2ea34d3c34faf3895b7211f36', '{"leaf":169}');
INSERT INTO fixture.entry VALUES (170, 'author-0', 'key-170', 1480000000000, '92c421de8219ba8055f30c64699299cf83c889c8bc2c6677231e975a6f6271f8', '{"leaf":170}');
INSERT INTO fixture.entry VALUES (171, 'author-1', 'key-171', 1480000000000, 'c51d6f6e64da1fa0b947d4e89f68fcd84fe063b4e610dcea1f32eeb3b2ee0607', '{"leaf":171}');
INSERT INTO fixture.entry VALUES (172, 'author-2', 'key-172', 1480000000000, '9eb694a661873a29b0a32583743cfe7b70df70112630c18bf4f289faaebcd8bb', '{"leaf":172}');
INSERT INTO fixture.entry VALUES (173, 'author-3', 'key-173', 1480000000000, 'ff4d86b6e271092507b9f77654156f6828f436d9878f8a2352547f35c887ccc9', '{"leaf":173}');
INSERT INTO fixture.entry VALUES (174, 'author-4', 'key-174', 1480000000000, '232bb7e833745ec5756cba4a1b889e9d5447f5c7fd147348254b9a2fc26670de', '{"leaf":174}');
INSERT INTO fixture.entry VALUES (175, 'author-0', 'key-175', 1480000000000, '7f0f084bdf909cf594e1f7f6789e6e589a8e9104b1d014728ed5edf9c1fec016', '{"leaf":175}');
INSERT INTO fixture.entry VALUES (176, 'author-1', 'key-176', 1480000000000, '289bf2eeea83d1e3677a14cb0f8febb1930ec511c43d213e74d06bae58d5a51d', '{"leaf":176}');
INSERT INTO fixture.entry VALUES (177, 'author-2', 'key-177', 1480000000000, 'd5ba6e4efece6985f8b21fb889d2bb70414c43f056807f9d82cf6bc3162c3b89', '{"leaf":177}');
INSERT INTO fixture.entry VALUES (178, 'author-3', 'key-178', 1480000000000, 'bd40b7a7942e1b1e17b9dbc29f017a8dab8d6fb4bef68ab33ef36e9dd1add35f', '{"leaf":178}');
INSERT INTO fixture.entry VALUES (179, 'author-4', 'key-179', 1480000000000, '14069a123e5110c287b63bab37614800730b4a869bbd6734819aa057a3672bdb', '{"leaf":179}');
INSERT INTO fixture.entry VALUES (180, 'author-0', 'key-180', 1480000000000, 'd2b20230e7933a828c4fd5ba998a22f3d3c9aed210b311e38f400c8f65ba2b2a', '{"leaf":180}');
INSERT INTO fixture.entry VALUES (181, 'author-1', 'key-181', 1480000000000, '9f566a37990445792cd6738c34a0bf6079067a1bed0c18282333848f6ab37d20', '{"leaf":181}');
INSERT INTO fixture.entry VALUES (182, 'author-2', 'key-182', 1480000000000, '3674402253d26129236fedba7814e30f7e5944de34525a69c5f1b4d465a3f2e0', '{"leaf":182}');
INSERT INTO fixture.entry VALUES (183, 'author-3', 'key-183', 1480000000000, '9f5bc770bb5c153704488d694626e0930f79107f3480ec5d823bca9c123eb79e', '{"leaf":183}');
INSERT INTO fixture.entry VALUES (184, 'author-4', 'key-184', 1480000000000, 'ca6c4979f2472d71908b825ffe31476aa676378b23200b2a923247d5bc82d19c', '{"leaf":184}');
INSERT INTO fixture.entry VALUES (185, 'author-0', 'key-185', 1480000000000, '141e46ccc1bffd7cb31afda00f56c44bcf128f1ba0a6b31540fd4cc83d97825c', '{"leaf":185}');
INSERT INTO fixture.entry VALUES (186, 'author-1', 'key-186', 1480000000000, 'e0d914f0aec3be3954db8c7a752100435d754e10073646854dcc9aa50653ea29', '{"leaf":186}');
INSERT INTO fixture.entry VALUES (187, 'author-2', 'key-187', 1480000000000, '867f6a07b3bee1856d32cae948990ffdbb47115121667609491d184d30ad30fa', '{"leaf":187}');
INSERT INTO fixture.entry VALUES (188, 'author-3', 'key-188', 1480000000000, '2471b4e2c269e8ad49c9b4ecce5321d7c70225eb2e13482d2ad207888bbe29f7', '{"leaf":188}');
INSERT INTO fixture.entry VALUES (189, 'author-4', 'key-189', 1480000000000, '9bb167fe3581dbbc7d4730a36e2c33b60f788fde441a331bf415dfd842a6f5ee', '{"leaf":189}');
INSERT INTO fixture.entry VALUES (190, 'author-0', 'key-190', 1480000000000, 'bc977fc3b0ae05c92bfe35e204a67422818ac6c0c7aad41252fa60b1a4f8fec7', '{"leaf":190}');
INSERT INTO fixture.entry VALUES (191, 'author-1', 'key-191', 1480000000000, '821a8a9cfb7f6686ec0833be7481fcfe1689e772a96fb7dcd123b9dabf499961', '{"leaf":191}');
INSERT INTO fixture.entry VALUES (192, 'author-2', 'key-192', 1480000000000, '5e8e7305f1bf534f16e1d51aa56fa5e24ecad355282d7970cbb99bf38a8d1c44', '{"leaf":192}');
INSERT INTO fixture.entry VALUES (193, 'author-3', 'key-193', 1480000000000, '0fc193d3c7127a0f95800b43097967b6ed7657286e3fed3c414ee33b2bffef8d', '{"leaf":193}');
INSERT INTO fixture.entry VALUES (194, 'author-4', 'key-194', 1480000000000, '7a803b85849cc31257bc95abdbcfc77e9374b0414be9306a17b9f9eadf8724a2', '{"leaf":194}');
INSERT INTO fixture.entry VALUES (195, 'author-0', 'key-195', 1480000000000, 'b52e44c46b7445cbc74efee44b9743da0edbac417de87a644eed25c848c0309f', '{"leaf":195}');
INSERT INTO fixture.entry VALUES (196, 'author-1', 'key-196', 1480000000000, '4ec479e064aac8f67e324e67b851abcfc926eee3177a6a755dc64573c1ef7a07', '{"leaf":196}');
INSERT INTO fixture.entry VALUES (197, 'author-2', 'key-197', 1480000000000, '486bb39ef0e4527ebd6640cd8c53e3a176e6b812d9a6342b9a956a5e4be670f8', '{"leaf":197}');
INSERT INTO fixture.entry VALUES (198, 'author-3', 'key-198', 1480000000000, 'c78015114f645a11c639968b56c6a86068aa572d4c86aa29f03f8f76fe6b919b', '{"leaf":198}');
INSERT INTO fixture.entry VALUES (199, 'author-4', 'key-199', 1480000000000, '2e122f96c3599115d22cb975fd45b7e48b684b357cae29e50c90775cca94d5a8', '{"leaf":199}');
INSERT INTO fixture.entry VALUES (200, 'author-0', 'key-200', 1480000000000, '71ab372ef5cb67a0a04002a6a83509582671194389e3a70edee4f7eb2f6b7ced', '{"leaf":200}');
INSERT INTO fixture.entry VALUES (201, 'author-1', 'key-201', 1480000000000, '5b087e00c6341df1ffdec47d251be53b8a9713310541eed0a39c1c44606aa303', '{"leaf":201}');
INSERT INTO fixture.entry VALUES (202, 'author-2', 'key-202', 1480000000000, '72f07223d16e3e002f6de79a135e668e4695639462b06d254eb656d735ce866d', '{"leaf":202}');
INSERT INTO fixture.entry VALUES (203, 'author-3', 'key-203', 1480000000000, 'a3e5411b35ec0df757b65cc4643dba8110f36747f87836925863dde694f9c8a9', '{"leaf":203}');
INSERT INTO fixture.entry VALUES (204, 'author-4', 'key-204', 1480000000000, 'be14bbf4bd21bd505bece4419247ca9b799b487c696cb4b4facbaef4c2212daf', '{"leaf":204}');
INSERT INTO fixture.entry VALUES (205, 'author-0', 'key-205', 1480000000000, '48135b06b7bfdf87c4392fb83f97b3080956cc7937b7983e08431a31b84047b0', '{"leaf":205}');
INSERT INTO fixture.entry VALUES (206, 'author-1', 'key-206', 1480000000000, 'f9a4c43baa1edd2e875a9a59eefe48611b1a1e99fec943e5200da89edccbf8a4', '{"leaf":206}');
INSERT INTO fixture.entry VALUES (207, 'author-2', 'key-207', 1480000000000, 'dec9feaf54ffc5012e75566a5c146b4d314320c4deae34f973d6a405c942f2ba', '{"leaf":207}');
INSERT INTO fixture.entry VALUES (208, 'author-3', 'key-208', 1480000000000, '5efba476de9bc851e45b02faf1164b8b6874ecad71a8ff9314fa735bd92e692b', '{"leaf":208}');
INSERT INTO fixture.entry VALUES (209, 'author-4', 'key-209', 1480000000000, '852db242556cc9c2968053353c3d6fa316e517743f56ee6cc4220c8b594ebf58', '{"leaf":209}');
INSERT INTO fixture.entry VALUES (210, 'author-0', 'key-210', 1480000000000, '87864334ba591003bf89f7b45671d3795b15c5321de75e4e414caf888c8701a6', '{"leaf":210}');
INSERT INTO fixture.entry VALUES (211, 'author-1', 'key-211', 1480000000000, 'f720c29eddff1b65edf90a0d274cfb2e0a2daa9c5a93679a1cb70dfa81c30fd6', '{"leaf":211}');
INSERT INTO fixture.entry VALUES (212, 'author-2', 'key-212', 1480000000000, '4b80bd5e9811995dc18a67fae5520fe0398127219d3c6c3e6f8b528bcdc5c9e3', '{"leaf":212}');
INSERT INTO fixture.entry VALUES (213, 'author-3', 'key-213', 1480000000000, '91aed1be54572b7e3ab45d7f92ee36eeb240578847aa7d17084592c33380ba9f', '{"leaf":213}');
INSERT INTO fixture.entry VALUES (214, 'author-4', 'key-214', 1480000000000, '73aa16cf8a7e07643472d277bf86d6e98c715ce9f4d8ad3eaed623b0c7567250', '{"leaf":214}');
INSERT INTO fixture.entry VALUES (215, 'author-0', 'key-215', 1480000000000, 'f328d94a62ed6b931bd5e4ecbbf225b83d8d8f2a9241a7255a6c7818e874b279', '{"leaf":215}');
INSERT INTO fixture.entry VALUES (216, 'author-1', 'key-216', 1480000000000, 'f6a9b4046ae65b946e02128a2765dafe52711b5311de43a00eb134f32613c6b1', '{"leaf":216}');
INSERT INTO fixture.entry VALUES (217, 'author-2', 'key-217', 1480000000000, '605660bf6ef0a5a75ae90b494fffd16c9171aa7f2e48825096d0b159b130e555', '{"leaf":217}');
INSERT INTO fixture.entry VALUES (218, 'author-3', 'key-218', 1480000000000, '5b9c8e20cc29d9635cf364df2bf775535228144b57a2b3500426018f61c27599', '{"leaf":218}');
INSERT INTO fixture.entry VALUES (219, 'author-4', 'key-219', 1480000000000, 'f8a8452bf901eb7b4192615916ccd1fe0429155f828dfc67bea2a0c8aafd44e5', '{"leaf":219}');
INSERT INTO fixture.entry VALUES (220, 'author-0', 'key-220', 1480000000000, '04d2f380d91c7f1f3d3c768870c03e9f4457297397d44d910c5f2189cf5d43c4', '{"leaf":220}');
INSERT INTO fixture.entry VALUES (221, 'author-1', 'key-221', 1480000000000, '0b4f03acd5b243cd72923ef55459ff3920ebc28cd85ec32763b3585a343e0570', '{"leaf":221}');
INSERT INTO fixture.entry VALUES (222, 'author-2', 'key-222', 1480000000000, 'ac83c9d2eacc3db05a4ba68523b275eb9c46d329303945f84c7f84a6b8e3e30a', '{"leaf":222}');
INSERT INTO fixture.entry VALUES (223, 'author-3', 'key-223', 1480000000000, '1f25baf9b6fbfb27aab636f64ec7eb1acb391c9bb2bfeba9c95dc39c2e44ad81', '{"leaf":223}');
INSERT INTO fixture.entry VALUES (224, 'author-4', 'key-224', 1480000000000, '88c741de9b1156e018558913cd6855c5231055e6a7db078d406102c4b18b699e', '{"leaf":224}');
INSERT INTO fixture.entry VALUES (225, 'author-0', 'key-225', 1480000000000, '154385feb30fbedc765a828877afc9b43bf023fc87ebd75c64666c939f238454', '{"leaf":225}');
INSERT INTO fixture.entry VALUES (226, 'author-1', 'key-226', 1480000000000, 'ab324631ea86af0618c98cfe6b2623483dd058d76c84f982ee5b2260e13a5569', '{"leaf":226}');
INSERT INTO fixture.entry VALUES (227, 'author-2', 'key-227', 1480000000000, 'f107b99ac60ea606b91fcacd12c7decd36d9a2dade8e74ba54b600ae330e3f10', '{"leaf":227}');
INSERT INTO fixture.entry VALUES (228, 'author-3', 'key-228', 1480000000000, 'f27911134f79219a15921ffeb8429e9671c22a2818576c49cf708ba51f22f933', '{"leaf":228}');
INSERT INTO fixture.entry VALUES (229, 'author-4', 'key-229', 1480000000000, 'c81824149a1a6d01178d403071c9e326d23b30f4af7a912d989ef059cdbe223c', '{"leaf":229}');
INSERT INTO fixture.entry VALUES (230, 'author-0', 'key-230', 1480000000000, '96d9840c45753109cec4504bbd98cd5158bb3c0545336095aef8ebbb32a87a2f', '{"leaf":230}');
INSERT INTO fixture.entry VALUES (231, 'author-1', 'key-231', 1480000000000, '97af234ef312ca20228ea09be1be8fd682cd9005db339564f5cbe4c013bc7b85', '{"leaf":231}');
INSERT INTO fixture.entry VALUES (232, 'author-2', 'key-232', 1480000000000, 'c81f9ef4bf8f3b37ee57ca6d6117105f98114685fb3a370849d802915dfde7a9', '{"leaf":232}');
INSERT INTO fixture.entry VALUES (233, 'author-3', 'key-233', 1480000000000, '469f827fbb994aa9ea55470ebddca69563be48d51b5bad3210b5f4b650dc6ff4', '{"leaf":233}');
INSERT INTO fixture.entry VALUES (234, 'author-4', 'key-234', 1480000000000, '0674ea4e985539a39496505996a4d7fc38eedc607f9d24d2643f03065abdc4ca', '{"leaf":234}');
INSERT INTO fixture.entry VALUES (235, 'author-0', 'key-235', 1480000000000, 'a7480a7d103cbe121e95207c5ed31467954184484ebb355b2735e071cdfa3b7e', '{"leaf":235}');
INSERT INTO fixture.entry VALUES (236, 'author-1', 'key-236', 1480000000000, 'e3736a4df6c12062c45902af5bac7fd064601c2d4830c70784f59de88c360083', '{"leaf":236}');
INSERT INTO fixture.entry VALUES (237, 'author-2', 'key-237', 1480000000000, 'c050c2d7d21ea66384e4a545c54062d5c6a283661bdfba8857726a0839dd71a4', '{"leaf":237}');
INSERT INTO fixture.entry VALUES (238, 'author-3', 'key-238', 1480000000000, 'c0d4fb5c643e677de5de13a31cabb48482f4d60937aec2d4a05b65fcfc9efd65', '{"leaf":238}');
INSERT INTO fixture.entry VALUES (239, 'author-4', 'key-239', 1480000000000, '1592432180fe4e9b4c57ec8bcf4fd4c68628cdb7e5dff4906bb489931d22508a', '{"leaf":239}');
INSERT INTO fixture.entry VALUES (240, 'author-0', 'key-240', 1480000000000, 'fb4abc32d9ed16de498eaa7c04b97e4c8516583e2800322503ed3c36984edcb1', '{"leaf":240}');
INSERT INTO fixture.entry VALUES (241, 'author-1', 'key-241', 1480000000000, '1c82e285fcefd2ce76bd95e2316ba51385b8ff5b1452e0f81c47e5151961ea01', '{"leaf":241}');
INSERT INTO fixture.entry VALUES (242, 'author-2', 'key-242', 1480000000000, '9739f6088fb4a66c23504617f0f3b6dd3e37f3236e398d303e9010b3c70eb713', '{"leaf":242}');
INSERT INTO fixture.entry VALUES (243, 'author-3', 'key-243', 1480000000000, 'af87bb020446de27247db4bc78d373142cf3263b6397cbc92472207fcd766186', '{"leaf":243}');
INSERT INTO fixture.entry VALUES (244, 'author-4', 'key-244', 1480000000000, 'f4a62c065f45511008342a3c151733966414a0786798eabf1c5acce88b10683a', '{"leaf":244}');
INSERT INTO fixture.entry VALUES (245, 'author-0', 'key-245', 1480000000000, 'a4525edef108ff2a412bb290d394c497b83e875e61a8f091cb9925bbe072a1ea', '{"leaf":245}');
INSERT INTO fixture.entry VALUES (246, 'author-1', 'key-246', 1480000000000, '694ce5e19fe93e915f875d39a538724366251ef668a441ee069219b7b1abdbd1', '{"leaf":246}');
INSERT INTO fixture.entry VALUES (247, 'author-2', 'key-247', 1480000000000, '267261251e5fb24e8c7b2ab18c0f0eb5938ec6a23aaf00ecdb199d09d77f62e3', '{"leaf":247}');
INSERT INTO fixture.entry VALUES (248, 'author-3', 'key-248', 1480000000000, '78da3fdce25cbe55dfacfc0b038642e496d9d7e04bffbc414bc3ddf678545fd0', '{"leaf":248}');
INSERT INTO fixture.entry VALUES (249, 'author-4', 'key-249', 1480000000000, 'd440ffeb5a66fb17e0371e90af0df074e5d3e0150a3c9e46cba7f5bae8a609c0', '{"leaf":249}');
INSERT INTO fixture.entry VALUES (250, 'author-0', 'key-250', 1480000000000, '92e242f9113c9770241e0f34d0bba40794bbd6fde052adbc984eabc8540b61b5', '{"leaf":250}');
INSERT INTO fixture.entry VALUES (251, 'author-1', 'key-251', 1480000000000, 'e5ae9c185fb883543277294b2fd4779d7c154b8affc0c7bf17892dad39f72cac', '{"leaf":251}');
INSERT INTO fixture.entry VALUES (252, 'author-2', 'key-252', 1480000000000, 'b27a4949b0399d6d016ecac29293664c5dcef1571e5ea2dcf8dc0fcfed0f0678', '{"leaf":252}');
INSERT INTO fixture.entry VALUES (253, 'author-3', 'key-253', 1480000000000, 'c2223053cfa320f06f92ae23e550dfa45a9c2f40c6f8e40b347d64793a15249a', '{"leaf":253}');
INSERT INTO fixture.entry VALUES (254, 'author-4', 'key-254', 1480000000000, '40caf5da07eb677b8bb0537fcf399cd0908354a84116a7c0349ba5d2acfe307e', '{"leaf":254}');
INSERT INTO fixture.entry VALUES (255, 'author-0', 'key-255', 1480000000000, 'bbf18de4a54f35312da727eea6ac2a8d5a471eb7bfb6e42e84138abbeb8daf45', '{"leaf":255}');
INSERT INTO fixture.entry VALUES (256, 'author-1', 'key-256', 1480000000000, '8bc532bca1eaf9668e9ae0e8a982083693ea3b691a1c5e1db59da615f42f0ff3', '{"leaf":256}');
INSERT INTO fixture.entry VALUES (257, 'author-2', 'key-257', 1480000000000, 'a22d9952ad651e9245c3fc04a7e7f4b3521c81cb445b43d74d40a60cdd2848f1', '{"leaf":257}');
INSERT INTO fixture.entry VALUES (258, 'author-3', 'key-258', 1480000000000, '194501d468248191a69a5eeb07f11ef0050778d5f1266e2c7f65c0dcf22d9d0a', '{"leaf":258}');

INSERT INTO fixture.head VALUES (1, 259);

INSERT INTO fixture.node VALUES (1, 0, '6bb83a3d1847a5bfac5f39c78f8d7a70d8365b3387df8934025c97e6fbfc0bf1');

INSERT INTO fixture.property VALUES ('origin', 'example.org/schema-1');

INSERT INTO fixture.schema_history VALUES (1, 'ledger, files, snapshots, checkpoints', 1480000000000);

INSERT INTO fixture.series OVERRIDING SYSTEM VALUE VALUES (1, 1480000000000);
INSERT INTO fixture.series OVERRIDING SYSTEM VALUE VALUES (2, 1480000000000);

INSERT INTO fixture.snapshot VALUES ('state', 259, 22, '126b74a70d7f8d3b44bf4ede2f4001741e9f819053cb292e3c234bec87132959', 2);

SELECT pg_catalog.setval('fixture.series_id_seq', 2, true);

ALTER TABLE ONLY fixture.blob
    ADD CONSTRAINT blob_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY fixture.checkpoint
    ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (size);

ALTER TABLE ONLY fixture.chunk
    ADD CONSTRAINT chunk_pkey PRIMARY KEY (series, chunk_index);

ALTER TABLE ONLY fixture.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY fixture.head
    ADD CONSTRAINT head_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY fixture.node
    ADD CONSTRAINT node_pkey PRIMARY KEY (tile_level, node_index);

ALTER TABLE ONLY fixture.property
    ADD CONSTRAINT property_pkey PRIMARY KEY (name);

ALTER TABLE ONLY fixture.schema_history
    ADD CONSTRAINT schema_history_pkey PRIMARY KEY (version);

ALTER TABLE ONLY fixture.series
    ADD CONSTRAINT series_pkey PRIMARY KEY (id);

ALTER TABLE ONLY fixture.snapshot
    ADD CONSTRAINT snapshot_pkey PRIMARY KEY (name);

CREATE UNIQUE INDEX entry_by_key ON fixture.entry USING btree (author, idempotency_key);

CREATE TRIGGER entry_keeps BEFORE DELETE OR UPDATE OR TRUNCATE ON fixture.entry FOR EACH STATEMENT EXECUTE FUNCTION fixture.entry_keeps();

